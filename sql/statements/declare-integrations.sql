SELECT added, changed, removed FROM declare_integrations(CAST(:?declarations AS jsonb))
