-- The layout of frames has changed, so everything is written to Redis again, in a new epoch.
update edge_epoch set epoch = '';
