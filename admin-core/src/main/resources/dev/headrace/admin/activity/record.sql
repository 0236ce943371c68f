insert into activity (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_locale, subject_type,
    subject_title, before, after, request_id)
values (:actorKind, :actorId, :actorName, :action, :kind, :id, :locale, :type, :title, :before::jsonb, :after::jsonb,
    :request)
