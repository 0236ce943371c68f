insert into import_file (import_id, number, path, content)
select :id, :first + position - 1, path, content
from unnest(:paths::text[], :contents::bytea[]) with ordinality as given (path, content, position)
