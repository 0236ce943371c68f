insert into job (id, kind, about, payload, state, priority, due_at, requested_kind, requested_id, requested_name,
    request_id, created_at, updated_at)
values (:id, :kind, :about, :payload::jsonb, 'waiting', :priority, :due, :requestedKind, :requestedId, :requestedName,
    :request, :now, :now)
