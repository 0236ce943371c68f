select related.entry ->> 'type' as type, count(*) as entries,
    (array_agg(related.entry ->> 'title' order by number))[1 : :titles] as titles
from import_file cross join lateral json_array_elements(details -> 'related') as related (entry)
where import_id = :id and outcome is not null
group by 1 order by 1
