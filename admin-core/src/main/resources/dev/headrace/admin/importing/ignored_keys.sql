select key, count(*) as files from import_file cross join lateral json_array_elements_text(details -> 'ignored') as key
where import_id = :id and outcome is not null
group by key order by files desc, key limit :limit
