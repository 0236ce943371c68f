select related.entry ->> 'type' as type, count(*) as entries,
    (array_agg(related.entry ->> 'title' order by number, place))[1 : :titles] as titles
from import_file cross join lateral json_array_elements(details -> 'related') with ordinality as related (entry, place)
where import_id = :id and outcome is not null
group by 1 order by 1
