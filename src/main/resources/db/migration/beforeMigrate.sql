-- Said before the engine tries each of its hundreds of statements and fails in each.
do $$
begin
    if to_regclass('public.act_ge_property') is null
        and not has_schema_privilege(current_user, 'public', 'create')
        and not exists (select from pg_namespace where nspname = current_user) then
        raise insufficient_privilege using message = 'permission denied for schema public';
    end if;
end $$;
