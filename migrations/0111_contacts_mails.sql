-- Why: staff write to customers by e-mail through the product: each mail is a contact, registered before it is sent.
alter table contact
  drop constraint contact_is_somebodys_or_was_imported,
  drop constraint contact_has_a_team_or_was_made_elsewhere;
-- A mail is not what anybody has in hand at the desk; the mail itself says who wrote it.
alter table contact
  add constraint contact_is_somebodys_or_was_imported
    check (staff_id is not null or import_id is not null or channel = 'email') not valid,
  add constraint contact_has_a_team_or_was_made_elsewhere
    check (team_id is not null or made_elsewhere is not null or channel = 'email') not valid;
alter table contact validate constraint contact_is_somebodys_or_was_imported;
alter table contact validate constraint contact_has_a_team_or_was_made_elsewhere;

create table mail (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  contact_id uuid not null,
  written_by uuid not null,
  language text not null constraint mail_language_is_known check (language in ('zh', 'en')),
  subject text not null constraint mail_has_a_subject check (subject <> ''),
  body text not null constraint mail_says_something check (body <> ''),
  state text not null default 'waiting' constraint mail_state_is_known
    check (state in ('waiting', 'sending', 'sent', 'bounced', 'unconfirmed', 'failed', 'stopped')),
  tries integer not null default 0,
  next_at timestamptz not null,
  -- Since when a server is handing it over; found dead later, nobody knows whether it went out, and it is not sent again.
  sending_since timestamptz,
  -- Of the token in its link to stop further mails.
  token_hash bytea,
  -- Why it did not go out, and in the words of the mail server.
  failure text,
  words text,
  written_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, id),
  constraint mail_is_one_contact unique (org_id, contact_id),
  constraint mail_being_sent_says_since_when check ((state = 'sending') = (sending_since is not null)),
  constraint mail_that_ended_says_when check ((state in ('waiting', 'sending')) = (ended_at is null)),
  foreign key (org_id, contact_id) references contact (org_id, id),
  foreign key (org_id, written_by) references staff (org_id, id)
);
create index mail_open on mail (org_id, next_at) where state in ('waiting', 'sending');
create unique index mail_by_token on mail (token_hash) where token_hash is not null;
alter table mail enable row level security;
create policy own_organisation on mail using (org_id = (select current_org()));

-- Whose link it is, for who clicks it and is not signed in.
create function mail_of_token(wanted bytea)
returns table (org_id uuid, identifier_id uuid, house text, last_four text)
language sql stable security definer set search_path = public as $$
  select m.org_id, c.identifier_id, o.name, i.last_four
  from mail m
  join contact c on c.org_id = m.org_id and c.id = m.contact_id
  join identifier i on i.org_id = c.org_id and i.id = c.identifier_id
  join organisation o on o.id = m.org_id
  where m.token_hash = wanted
$$;
