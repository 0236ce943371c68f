select ignored.name as key, count(*) as files
from import_file cross join lateral json_array_elements_text(details -> 'ignored') as ignored (name)
where import_id = :id and outcome is not null
group by 1 order by files desc, 1 limit :limit
