-- The partitions created by the running core.
select format('create table %I partition of inbox %s;', relname, pg_get_expr(relpartbound, pg_class.oid)) as statement
from pg_inherits join pg_class on pg_class.oid = inhrelid
where inhparent = 'inbox'::regclass and relkind = 'r' and relname <> 'inbox_timeless'
order by relname
