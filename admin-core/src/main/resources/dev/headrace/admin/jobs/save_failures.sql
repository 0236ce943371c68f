insert into job_failure (job_id, number, item, message)
select :id, :before + position, item, message
from unnest(:items::text[], :messages::text[]) with ordinality as given (item, message, position)
