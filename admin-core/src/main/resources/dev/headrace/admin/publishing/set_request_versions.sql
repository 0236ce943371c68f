update dependents_to_mark request set requested = noted.version
from unnest(:targets::uuid[], :versions::bigint[]) as noted(target, version)
where request.target_id = noted.target and request.level = 1
