-- A column of a query of variants v: the values of fields as a JSON array of objects, in the order of :paths.
-- "count" is their number, "first" has up to :most of them as texts, cut after :length characters.
-- :topLevel has the ids of the top-level fields in which they are. Only these are kept: other fields may be large.
(select jsonb_agg(found.shown order by columns.place)
 from (select jsonb_object_agg(key, value) as fields from jsonb_each(v.fields) where key = any (:topLevel)) picked
     cross join unnest(:paths::text[]) with ordinality as columns (path, place)
     cross join lateral (
         select jsonb_build_object('count', count(*), 'first', coalesce(
             jsonb_agg(left(item #>> '{}', :length) order by place) filter (where place <= :most), '[]')) as shown
         from jsonb_path_query(picked.fields, columns.path::jsonpath) with ordinality as each (item, place)
         where jsonb_typeof(item) in ('string', 'number', 'boolean')) found) as column_values
