-- Where receipts are kept. Run by `sluis-receiver setup`, as the role that is to own it; running it again changes
-- nothing. PostgreSQL 11 or newer.

create schema if not exists sluis;

create table if not exists sluis.receipts (
  -- Made by the browser for one choice. What is sent again is not kept again.
  id uuid primary key,
  -- The server's clock: that of the visitor, in the receipt, may be wrong (R-09).
  received_at timestamptz not null default now(),
  receipt jsonb not null
);

-- Rows come in this order, so a few bytes per block are enough to find the oldest.
create index if not exists receipts_received_at on sluis.receipts using brin (received_at);

-- How long they are kept (GDPR art. 5(1)(e)); one row.
create table if not exists sluis.retention (
  single boolean primary key default true check (single),
  months integer not null check (months between 1 and 1200)
);

-- Append-only for everyone, the owner too, until a receipt has had its time. Whoever may drop triggers can still
-- get round it: keep that role away from the web server.
create or replace function sluis.refuse() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    if old.received_at < now() - make_interval(months => (select months from sluis.retention)) then
      return old;
    end if;
  end if;
  raise exception 'sluis.receipts is append-only: % is refused', lower(tg_op) using errcode = 'insufficient_privilege';
end $$;

drop trigger if exists append_only on sluis.receipts;
create trigger append_only before update or delete on sluis.receipts for each row execute function sluis.refuse();
drop trigger if exists append_only_whole on sluis.receipts;
create trigger append_only_whole before truncate on sluis.receipts for each statement execute function sluis.refuse();

-- All that the web server may do: `new`, `same` (sent again) or `other` (the id is taken by another receipt).
create or replace function sluis.keep(given_id uuid, given jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into sluis.receipts (id, receipt) values (given_id, given) on conflict (id) do nothing;
  if found then
    return 'new';
  end if;
  if exists (select from sluis.receipts where id = given_id and receipt = given) then
    return 'same';
  end if;
  return 'other';
end $$;

-- All that the retention job may do: removes some of what has had its time, and says how many.
create or replace function sluis.expire(most integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  removed bigint;
begin
  delete from sluis.receipts where id in (
    select id from sluis.receipts
    where received_at < now() - make_interval(months => (select months from sluis.retention))
    limit most
  );
  get diagnostics removed = row_count;
  return removed;
end $$;

-- Two roles to give to login roles: `grant sluis_writer to www;`
do $$
declare
  wanted text;
begin
  foreach wanted in array array['sluis_writer', 'sluis_keeper'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I nologin', wanted);
    end if;
  end loop;
end $$;

revoke all on schema sluis from public;
revoke all on all tables in schema sluis from public;
revoke all on all functions in schema sluis from public;
grant usage on schema sluis to sluis_writer, sluis_keeper;
grant execute on function sluis.keep(uuid, jsonb) to sluis_writer;
grant execute on function sluis.expire(integer) to sluis_keeper;
