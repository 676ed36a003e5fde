-- Generated from migrations/ by `npm run schema`; not run, only read.

create schema auth;

CREATE OR REPLACE FUNCTION public.contact_history(org uuid, customer uuid, since timestamp with time zone)
 RETURNS TABLE(id uuid, matter_id uuid, state text, reserved_at timestamp with time zone, dialled_at timestamp with time zone, held_until timestamp with time zone, quiet_until timestamp with time zone, conversed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select c.id, c.matter_id, c.state, c.reserved_at, c.dialled_at, c.held_until, c.quiet_until, c.conversed
  from contact c
  where c.org_id = org and org = current_org() and c.customer_id = customer and c.state <> 'cancelled'
    and (c.reserved_at > since or c.dialled_at > since or c.quiet_until > since or c.state in ('reserved', 'dialled'))
$function$
;

CREATE OR REPLACE FUNCTION public.contacts_registered(org uuid, identifier uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select count(*) from contact c
  where c.org_id = org and org = current_org() and c.identifier_id = identifier and c.dialled_at is not null
$function$
;

CREATE OR REPLACE FUNCTION public.current_ancestors()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(nullif(current_setting('huifang.ancestors', true), '')::uuid[], '{}')
$function$
;

CREATE OR REPLACE FUNCTION public.current_branches()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(nullif(current_setting('huifang.branches', true), '')::uuid[], '{}')
$function$
;

CREATE OR REPLACE FUNCTION public.current_org()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select nullif(current_setting('huifang.org', true), '')::uuid
$function$
;

CREATE OR REPLACE FUNCTION public.organisation_ids()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select id from organisation order by id
$function$
;

CREATE OR REPLACE FUNCTION public.uuid_v7()
 RETURNS uuid
 LANGUAGE sql
 PARALLEL SAFE
AS $function$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$function$
;

create table activity (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  kind text not null,
  happened_at timestamp with time zone not null,
  external_id text,
  summary text not null default ''::text,
  amount numeric(20,2),
  currency text,
  line_count integer not null default 0,
  content_hash bytea,
  import_id uuid,
  created_at timestamp with time zone not null,
  ends_on date,
  machine_id uuid,
  constraint activity_external_id_is_unique UNIQUE (org_id, kind, external_id),
  constraint activity_kind_is_known CHECK ((kind = ANY (ARRAY['order'::text, 'delivery'::text, 'service'::text, 'complaint'::text, 'contract'::text, 'rental'::text, 'visit'::text]))),
  constraint activity_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint activity_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint activity_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint activity_org_id_machine_id_fkey FOREIGN KEY (org_id, machine_id) REFERENCES machine(org_id, id),
  constraint activity_pkey PRIMARY KEY (org_id, id)
);

create table attempt (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  followup_id uuid not null,
  contact_id uuid,
  staff_id uuid not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  outcome text not null,
  note text not null default ''::text,
  constraint attempt_ends_after_it_starts CHECK ((ended_at >= started_at)),
  constraint attempt_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id),
  constraint attempt_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint attempt_org_id_followup_id_fkey FOREIGN KEY (org_id, followup_id) REFERENCES followup(org_id, id),
  constraint attempt_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint attempt_pkey PRIMARY KEY (org_id, id)
);

create table audit_entry (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  at timestamp with time zone not null,
  staff_id uuid,
  action text not null,
  subject text not null,
  subject_id uuid,
  facts jsonb not null default '{}'::jsonb,
  request_id text,
  constraint audit_entry_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint audit_entry_pkey PRIMARY KEY (org_id, id)
);

create table auth."user" (
  id text not null,
  name text not null,
  email text not null,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  constraint user_email_key UNIQUE (email),
  constraint user_pkey PRIMARY KEY (id)
);

create table auth.account (
  id text not null,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null,
  constraint "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE,
  constraint account_pkey PRIMARY KEY (id)
);

create table auth.login (
  user_id text not null,
  org_id uuid not null,
  staff_id uuid not null,
  constraint login_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint login_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint login_pkey PRIMARY KEY (user_id),
  constraint login_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE
);

create table auth.session (
  id text not null,
  "expiresAt" timestamp with time zone not null,
  token text not null,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null,
  constraint "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_key UNIQUE (token)
);

create table auth.verification (
  id text not null,
  identifier text not null,
  value text not null,
  "expiresAt" timestamp with time zone not null,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  constraint verification_pkey PRIMARY KEY (id)
);

create table branch (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  parent_id uuid,
  name text not null,
  kind text not null default 'own'::text,
  created_at timestamp with time zone not null,
  constraint branch_has_a_name CHECK ((name <> ''::text)),
  constraint branch_is_not_its_own_parent CHECK ((parent_id <> id)),
  constraint branch_kind_is_known CHECK ((kind = ANY (ARRAY['own'::text, 'partner'::text]))),
  constraint branch_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint branch_org_id_parent_id_fkey FOREIGN KEY (org_id, parent_id) REFERENCES branch(org_id, id),
  constraint branch_pkey PRIMARY KEY (org_id, id)
);

create table call (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  contact_id uuid not null,
  asked_at timestamp with time zone not null,
  requested_at timestamp with time zone,
  answered_status integer,
  failure text,
  tries integer not null default 1,
  constraint call_answered_was_requested CHECK (((answered_status IS NULL) OR (requested_at IS NOT NULL))),
  constraint call_failure_is_known CHECK ((failure = ANY (ARRAY['unreachable'::text, 'no-answer'::text, 'refused'::text, 'not-connected'::text]))),
  constraint call_is_tried_three_times_at_most CHECK (((tries >= 1) AND (tries <= 3))),
  constraint call_one_per_contact UNIQUE (org_id, contact_id),
  constraint call_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id),
  constraint call_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint call_pkey PRIMARY KEY (org_id, id)
);

create table campaign (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  team_id uuid not null,
  script_id uuid not null,
  name text not null,
  purposes text[] not null,
  reason_for_customer text not null,
  trigger_kind text not null,
  from_day integer not null,
  to_day integer not null,
  conditions jsonb not null default '[]'::jsonb,
  caller_number text not null,
  priority integer not null default 5,
  max_attempts integer not null default 5,
  valid_from date not null,
  valid_until date not null,
  state text not null,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  planned_by uuid[] not null,
  submitted_at timestamp with time zone,
  approved_by uuid,
  approved_at timestamp with time zone,
  returned_note text,
  constraint campaign_attempts_are_limited CHECK (((max_attempts >= 1) AND (max_attempts <= 20))),
  constraint campaign_days_are_in_order CHECK (((0 <= from_day) AND (from_day <= to_day) AND (to_day <= 3650))),
  constraint campaign_has_a_name CHECK ((name <> ''::text)),
  constraint campaign_has_one_to_three_purposes CHECK (((cardinality(purposes) >= 1) AND (cardinality(purposes) <= 3))),
  constraint campaign_is_approved_by_a_second_person CHECK ((approved_by <> ALL (planned_by))),
  constraint campaign_is_valid_for_a_time CHECK ((valid_from <= valid_until)),
  constraint campaign_org_id_approved_by_fkey FOREIGN KEY (org_id, approved_by) REFERENCES staff(org_id, id),
  constraint campaign_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint campaign_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint campaign_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint campaign_org_id_script_id_fkey FOREIGN KEY (org_id, script_id) REFERENCES script(org_id, id),
  constraint campaign_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES team(org_id, id),
  constraint campaign_pkey PRIMARY KEY (org_id, id),
  constraint campaign_planners_include_its_author CHECK ((created_by = ANY (planned_by))),
  constraint campaign_priority_is_one_to_nine CHECK (((priority >= 1) AND (priority <= 9))),
  constraint campaign_runs_only_when_approved CHECK (((state = ANY (ARRAY['draft'::text, 'submitted'::text])) OR ((approved_by IS NOT NULL) AND (approved_at IS NOT NULL)))),
  constraint campaign_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'running'::text, 'paused'::text, 'stopped'::text]))),
  constraint campaign_submitted_has_a_time CHECK (((state = 'draft'::text) OR (submitted_at IS NOT NULL))),
  constraint campaign_tells_the_customer_why CHECK ((reason_for_customer <> ''::text)),
  constraint campaign_trigger_is_known CHECK ((trigger_kind = ANY (ARRAY['order'::text, 'delivery'::text, 'service'::text, 'complaint'::text, 'contract'::text, 'rental'::text, 'visit'::text])))
);

create table case_event (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  case_id uuid not null,
  at timestamp with time zone not null,
  staff_id uuid,
  kind text not null,
  note text not null default ''::text,
  constraint case_event_kind_is_known CHECK ((kind = ANY (ARRAY['opened'::text, 'assigned'::text, 'noted'::text, 'solved'::text, 'confirmed'::text, 'reopened'::text, 'not-reached'::text, 'confirm-again'::text, 'overdue'::text]))),
  constraint case_event_org_id_case_id_fkey FOREIGN KEY (org_id, case_id) REFERENCES case_file(org_id, id),
  constraint case_event_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint case_event_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint case_event_pkey PRIMARY KEY (org_id, id)
);

create table case_file (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  branch_id uuid not null,
  raised_by_followup_id uuid,
  problem text not null,
  severity text not null,
  owner_id uuid not null,
  state text not null,
  due_at timestamp with time zone not null,
  solution text,
  solved_by uuid,
  solved_at timestamp with time zone,
  confirming_followup_id uuid,
  confirmed_by uuid,
  escalated_at timestamp with time zone,
  overdue_at timestamp with time zone,
  reopened integer not null default 0,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint case_closes_only_by_a_confirming_followup CHECK (((state <> 'closed'::text) OR ((confirming_followup_id IS NOT NULL) AND (confirmed_by IS NOT NULL) AND (closed_at IS NOT NULL)))),
  constraint case_escalated_waits_for_the_customer CHECK (((escalated_at IS NULL) OR (state = 'confirming'::text))),
  constraint case_file_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint case_file_org_id_confirmed_by_fkey FOREIGN KEY (org_id, confirmed_by) REFERENCES staff(org_id, id),
  constraint case_file_org_id_confirming_followup_id_fkey FOREIGN KEY (org_id, confirming_followup_id) REFERENCES followup(org_id, id),
  constraint case_file_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint case_file_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint case_file_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint case_file_org_id_owner_id_fkey FOREIGN KEY (org_id, owner_id) REFERENCES staff(org_id, id),
  constraint case_file_org_id_raised_by_followup_id_fkey FOREIGN KEY (org_id, raised_by_followup_id) REFERENCES followup(org_id, id),
  constraint case_file_org_id_solved_by_fkey FOREIGN KEY (org_id, solved_by) REFERENCES staff(org_id, id),
  constraint case_file_pkey PRIMARY KEY (org_id, id),
  constraint case_has_a_problem CHECK ((problem <> ''::text)),
  constraint case_is_confirmed_after_a_solution CHECK (((state = 'open'::text) OR ((solution IS NOT NULL) AND (solved_by IS NOT NULL) AND (solved_at IS NOT NULL)))),
  constraint case_is_not_confirmed_by_its_solver CHECK ((confirmed_by <> solved_by)),
  constraint case_severity_is_known CHECK ((severity = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text]))),
  constraint case_state_is_known CHECK ((state = ANY (ARRAY['open'::text, 'confirming'::text, 'closed'::text])))
);

create table consent (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  purpose_class text not null,
  channel text not null,
  given boolean not null,
  at timestamp with time zone not null,
  expires_at timestamp with time zone,
  evidence_kind text not null,
  evidence text not null,
  source text not null,
  external_id text,
  import_id uuid,
  recorded_by uuid,
  recorded_at timestamp with time zone not null,
  voided_at timestamp with time zone,
  constraint consent_channel_is_known CHECK ((channel = ANY (ARRAY['phone'::text, 'sms'::text, 'email'::text, 'chat'::text, 'visit'::text]))),
  constraint consent_evidence_kind_is_known CHECK ((evidence_kind = ANY (ARRAY['text'::text, 'file'::text, 'call'::text]))),
  constraint consent_expires_after_it_is_given CHECK (((expires_at IS NULL) OR (given AND (expires_at > at)))),
  constraint consent_has_evidence CHECK ((evidence <> ''::text)),
  constraint consent_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint consent_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint consent_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint consent_org_id_recorded_by_fkey FOREIGN KEY (org_id, recorded_by) REFERENCES staff(org_id, id),
  constraint consent_pkey PRIMARY KEY (org_id, id),
  constraint consent_purpose_class_is_known CHECK ((purpose_class = ANY (ARRAY['service'::text, 'research'::text, 'marketing'::text])))
);

create table contact (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  branch_id uuid not null,
  contact_point_id uuid not null,
  identifier_id uuid not null,
  channel text not null default 'phone'::text,
  matter_id uuid not null,
  campaign_id uuid,
  purpose text not null,
  reason text not null,
  staff_id uuid not null,
  team_id uuid not null,
  caller_number text not null,
  state text not null,
  reserved_at timestamp with time zone not null,
  held_until timestamp with time zone not null,
  quiet_until timestamp with time zone not null,
  dialled_at timestamp with time zone,
  settled_at timestamp with time zone,
  outcome text,
  conversed boolean not null default false,
  policy_version integer not null,
  constraint contact_channel_is_known CHECK ((channel = 'phone'::text)),
  constraint contact_has_a_reason CHECK ((reason <> ''::text)),
  constraint contact_made_has_an_outcome CHECK (((state <> 'made'::text) OR ((outcome IS NOT NULL) AND (settled_at IS NOT NULL)))),
  constraint contact_one_matter_per_quiet_period EXCLUDE USING gist (org_id WITH =, customer_id WITH =, matter_id WITH <>, tstzrange(reserved_at, quiet_until) WITH &&) WHERE ((state <> 'cancelled'::text)),
  constraint contact_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint contact_org_id_campaign_id_fkey FOREIGN KEY (org_id, campaign_id) REFERENCES campaign(org_id, id),
  constraint contact_org_id_contact_point_id_fkey FOREIGN KEY (org_id, contact_point_id) REFERENCES contact_point(org_id, id),
  constraint contact_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint contact_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint contact_org_id_identifier_id_fkey FOREIGN KEY (org_id, identifier_id) REFERENCES identifier(org_id, id),
  constraint contact_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint contact_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES team(org_id, id),
  constraint contact_pkey PRIMARY KEY (org_id, id),
  constraint contact_quiet_period_is_not_negative CHECK ((quiet_until >= reserved_at)),
  constraint contact_state_is_known CHECK ((state = ANY (ARRAY['reserved'::text, 'dialled'::text, 'made'::text, 'cancelled'::text])))
);

create table contact_point (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  identifier_id uuid not null,
  kind text not null,
  line_type text,
  state text not null default 'valid'::text,
  source text not null,
  rank integer not null default 1,
  registered_at timestamp with time zone not null,
  verified_at timestamp with time zone,
  import_id uuid,
  person_id uuid,
  extension text not null default ''::text,
  ownership text not null default 'unknown'::text,
  verified_by uuid,
  verified_how text,
  ended_at timestamp with time zone,
  dialable boolean not null default ((kind = 'phone'::text) AND (state = ANY (ARRAY['valid'::text, 'doubtful'::text])) AND (ended_at IS NULL)),
  constraint contact_point_extension_is_digits CHECK ((extension ~ '^[0-9]{0,8}$'::text)),
  constraint contact_point_is_registered_once UNIQUE (org_id, customer_id, identifier_id, extension),
  constraint contact_point_kind_is_known CHECK ((kind = ANY (ARRAY['phone'::text, 'email'::text]))),
  constraint contact_point_line_type_is_known CHECK ((line_type = ANY (ARRAY['fixed'::text, 'mobile'::text, 'unknown'::text]))),
  constraint contact_point_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint contact_point_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint contact_point_org_id_identifier_id_fkey FOREIGN KEY (org_id, identifier_id) REFERENCES identifier(org_id, id),
  constraint contact_point_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint contact_point_org_id_person_id_fkey FOREIGN KEY (org_id, person_id) REFERENCES person_in_charge(org_id, id),
  constraint contact_point_org_id_verified_by_fkey FOREIGN KEY (org_id, verified_by) REFERENCES staff(org_id, id),
  constraint contact_point_ownership_is_known CHECK ((ownership = ANY (ARRAY['own'::text, 'shared'::text, 'somebody-else'::text, 'unknown'::text]))),
  constraint contact_point_pkey PRIMARY KEY (org_id, id),
  constraint contact_point_state_is_known CHECK ((state = ANY (ARRAY['valid'::text, 'doubtful'::text, 'wrong'::text, 'never-registered'::text]))),
  constraint contact_point_verification_is_known CHECK ((verified_how = ANY (ARRAY['call'::text, 'message'::text, 'visit'::text, 'document'::text])))
);

create table contact_policy (
  org_id uuid not null,
  version integer not null,
  cap_conversations integer not null,
  cap_attempts integer not null,
  cap_days integer not null,
  gap_days integer not null,
  attempt_gap_minutes integer not null,
  workday_windows jsonb not null,
  rest_day_windows jsonb not null,
  holiday_windows jsonb not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  constraint contact_policy_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint contact_policy_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint contact_policy_pkey PRIMARY KEY (org_id, version),
  constraint policy_attempt_cap_is_positive CHECK ((cap_attempts > 0)),
  constraint policy_attempt_gap_is_not_negative CHECK ((attempt_gap_minutes >= 0)),
  constraint policy_cap_days_are_positive CHECK ((cap_days > 0)),
  constraint policy_cap_is_positive CHECK ((cap_conversations > 0)),
  constraint policy_gap_is_not_negative CHECK ((gap_days >= 0))
);

create table customer (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  kind text not null default 'person'::text,
  name text not null,
  external_id text,
  country text,
  time_zone text,
  note text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  import_id uuid,
  created_by uuid,
  constraint customer_external_id_is_unique UNIQUE (org_id, external_id),
  constraint customer_has_a_name CHECK ((name <> ''::text)),
  constraint customer_kind_is_known CHECK ((kind = ANY (ARRAY['person'::text, 'organisation'::text]))),
  constraint customer_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint customer_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint customer_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint customer_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint customer_pkey PRIMARY KEY (org_id, id)
);

create table customer_change (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  at timestamp with time zone not null,
  subject text not null,
  subject_id uuid,
  field text not null,
  old_value text,
  new_value text,
  source text not null,
  note text not null default ''::text,
  staff_id uuid,
  import_id uuid,
  constraint customer_change_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint customer_change_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint customer_change_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint customer_change_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint customer_change_pkey PRIMARY KEY (org_id, id),
  constraint customer_change_source_is_known CHECK ((source = ANY (ARRAY['staff'::text, 'call'::text, 'import'::text, 'undo'::text, 'merge'::text, 'api'::text, 'system'::text]))),
  constraint customer_change_subject_is_known CHECK ((subject = ANY (ARRAY['customer'::text, 'contact-point'::text, 'person'::text, 'hours'::text, 'import'::text, 'merge'::text])))
);

create table data_key (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  purpose text not null,
  wrapped bytea not null,
  master_key_id text not null,
  created_at timestamp with time zone not null,
  constraint data_key_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint data_key_pkey PRIMARY KEY (org_id, id),
  constraint data_key_purpose_is_known CHECK ((purpose = ANY (ARRAY['encrypt'::text, 'index'::text])))
);

create table do_not_contact (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  purpose text,
  source text not null,
  note text not null default ''::text,
  created_by uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  lifted_at timestamp with time zone,
  lifted_by uuid,
  lifted_note text,
  constraint do_not_contact_lifted_has_a_note CHECK (((lifted_at IS NULL) = (lifted_note IS NULL))),
  constraint do_not_contact_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint do_not_contact_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint do_not_contact_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint do_not_contact_org_id_lifted_by_fkey FOREIGN KEY (org_id, lifted_by) REFERENCES staff(org_id, id),
  constraint do_not_contact_pkey PRIMARY KEY (org_id, id)
);

create table duty (
  org_id uuid not null,
  name text not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  constraint duty_has_a_name CHECK ((name <> ''::text)),
  constraint duty_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint duty_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint duty_pkey PRIMARY KEY (org_id, name)
);

create table followup (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  branch_id uuid not null,
  team_id uuid not null,
  campaign_id uuid,
  activity_id uuid,
  matter_of uuid,
  script_id uuid not null,
  purpose text not null,
  reason text not null,
  priority integer not null,
  max_attempts integer not null,
  state text not null,
  due_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  appointment_at timestamp with time zone,
  reserved_for uuid,
  not_by uuid,
  handed_to uuid,
  lease_until timestamp with time zone,
  attempts integer not null default 0,
  held jsonb not null default '[]'::jsonb,
  returned_note text,
  answers jsonb not null default '{}'::jsonb,
  last_outcome text,
  closed_reason text,
  created_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  constraint followup_closed_has_a_reason CHECK (((state = 'closed'::text) = (closed_reason IS NOT NULL))),
  constraint followup_end_has_a_time CHECK (((state = ANY (ARRAY['waiting'::text, 'handed-out'::text])) OR (settled_at IS NOT NULL))),
  constraint followup_handed_out_has_an_agent CHECK (((state = 'handed-out'::text) = (handed_to IS NOT NULL))),
  constraint followup_is_planned_once UNIQUE (org_id, campaign_id, activity_id),
  constraint followup_org_id_activity_id_fkey FOREIGN KEY (org_id, activity_id) REFERENCES activity(org_id, id),
  constraint followup_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint followup_org_id_campaign_id_fkey FOREIGN KEY (org_id, campaign_id) REFERENCES campaign(org_id, id),
  constraint followup_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint followup_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint followup_org_id_handed_to_fkey FOREIGN KEY (org_id, handed_to) REFERENCES staff(org_id, id),
  constraint followup_org_id_matter_of_fkey FOREIGN KEY (org_id, matter_of) REFERENCES followup(org_id, id),
  constraint followup_org_id_not_by_fkey FOREIGN KEY (org_id, not_by) REFERENCES staff(org_id, id),
  constraint followup_org_id_reserved_for_fkey FOREIGN KEY (org_id, reserved_for) REFERENCES staff(org_id, id),
  constraint followup_org_id_script_id_fkey FOREIGN KEY (org_id, script_id) REFERENCES script(org_id, id),
  constraint followup_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES team(org_id, id),
  constraint followup_pkey PRIMARY KEY (org_id, id),
  constraint followup_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'handed-out'::text, 'done'::text, 'closed'::text])))
);

create table good_hours (
  org_id uuid not null,
  customer_id uuid not null,
  windows jsonb not null,
  not_before text,
  not_after text,
  source text not null,
  note text not null default ''::text,
  updated_by uuid,
  updated_at timestamp with time zone not null,
  constraint good_hours_begin_before_they_end CHECK ((not_before < not_after)),
  constraint good_hours_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint good_hours_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint good_hours_org_id_updated_by_fkey FOREIGN KEY (org_id, updated_by) REFERENCES staff(org_id, id),
  constraint good_hours_pkey PRIMARY KEY (org_id, customer_id)
);

create table holiday (
  country text not null,
  day date not null,
  kind text not null,
  name text not null,
  constraint holiday_kind_is_known CHECK ((kind = ANY (ARRAY['holiday'::text, 'make-up-workday'::text]))),
  constraint holiday_pkey PRIMARY KEY (country, day)
);

create table holiday_year (
  country text not null,
  year integer not null,
  source text not null,
  constraint holiday_year_pkey PRIMARY KEY (country, year)
);

create table idempotency_key (
  org_id uuid not null,
  staff_id uuid not null,
  key text not null,
  request_hash text not null,
  status integer,
  response json,
  created_at timestamp with time zone not null,
  constraint idempotency_key_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint idempotency_key_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint idempotency_key_pkey PRIMARY KEY (org_id, staff_id, key)
);

create table identifier (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  kind text not null,
  data_key_id uuid not null,
  ciphertext bytea not null,
  blind_index bytea not null,
  last_four text not null,
  created_at timestamp with time zone not null,
  constraint identifier_is_stored_once UNIQUE (org_id, kind, blind_index),
  constraint identifier_kind_is_known CHECK ((kind = ANY (ARRAY['phone'::text, 'email'::text, 'id-number'::text]))),
  constraint identifier_org_id_data_key_id_fkey FOREIGN KEY (org_id, data_key_id) REFERENCES data_key(org_id, id),
  constraint identifier_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint identifier_pkey PRIMARY KEY (org_id, id)
);

create table import_chunk (
  org_id uuid not null,
  import_id uuid not null,
  number integer not null,
  ciphertext bytea not null,
  constraint import_chunk_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint import_chunk_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id) ON DELETE CASCADE,
  constraint import_chunk_pkey PRIMARY KEY (org_id, import_id, number)
);

create table import_rejection (
  org_id uuid not null,
  import_id uuid not null,
  row_number bigint not null,
  reason text not null,
  facts jsonb not null default '{}'::jsonb,
  ciphertext bytea not null,
  constraint import_rejection_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id) ON DELETE CASCADE,
  constraint import_rejection_pkey PRIMARY KEY (org_id, import_id, row_number)
);

create table import_run (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  kind text not null,
  file_name text not null,
  mapping jsonb,
  state text not null,
  size_bytes bigint not null default 0,
  read_bytes bigint not null default 0,
  rows_read bigint not null default 0,
  rows_new bigint not null default 0,
  rows_changed bigint not null default 0,
  rows_unchanged bigint not null default 0,
  rows_rejected bigint not null default 0,
  counts jsonb not null default '{}'::jsonb,
  upload uuid,
  encoding text,
  header text[] not null default '{}'::text[],
  failure text,
  created_by uuid,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  progressed_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint import_kind_is_known CHECK ((kind = ANY (ARRAY['customers'::text, 'orders'::text]))),
  constraint import_run_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint import_run_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint import_run_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint import_run_pkey PRIMARY KEY (org_id, id),
  constraint import_state_is_known CHECK ((state = ANY (ARRAY['uploading'::text, 'uploaded'::text, 'running'::text, 'finished'::text, 'failed'::text, 'cancelled'::text])))
);

create table machine (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  serial_number text not null,
  brand text,
  model text,
  bought_on date,
  delivered_on date,
  warranty_until date,
  state text not null default 'in-use'::text,
  note text,
  source text not null,
  import_id uuid,
  created_by uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint machine_has_a_serial_number CHECK ((serial_number <> ''::text)),
  constraint machine_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint machine_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint machine_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint machine_pkey PRIMARY KEY (org_id, id),
  constraint machine_serial_number_is_unique UNIQUE (org_id, serial_number),
  constraint machine_state_is_known CHECK ((state = ANY (ARRAY['in-use'::text, 'standing'::text, 'in-repair'::text, 'scrapped'::text])))
);

create table machine_change (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  machine_id uuid not null,
  at timestamp with time zone not null,
  field text not null,
  old_value text,
  new_value text,
  source text not null,
  staff_id uuid,
  import_id uuid,
  constraint machine_change_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint machine_change_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint machine_change_org_id_machine_id_fkey FOREIGN KEY (org_id, machine_id) REFERENCES machine(org_id, id),
  constraint machine_change_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint machine_change_pkey PRIMARY KEY (org_id, id)
);

create table machine_owner (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  machine_id uuid not null,
  customer_id uuid not null,
  since date,
  until date,
  ended_at timestamp with time zone,
  source text not null,
  staff_id uuid,
  import_id uuid,
  recorded_at timestamp with time zone not null,
  constraint machine_owner_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint machine_owner_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint machine_owner_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint machine_owner_org_id_machine_id_fkey FOREIGN KEY (org_id, machine_id) REFERENCES machine(org_id, id),
  constraint machine_owner_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint machine_owner_owns_for_a_time CHECK ((since <= until)),
  constraint machine_owner_pkey PRIMARY KEY (org_id, id)
);

create table meter_reading (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  machine_id uuid not null,
  value numeric(14,1) not null,
  unit text not null,
  read_at timestamp with time zone not null,
  source text not null,
  staff_id uuid,
  import_id uuid,
  recorded_at timestamp with time zone not null,
  constraint meter_reading_is_not_negative CHECK ((value >= (0)::numeric)),
  constraint meter_reading_is_taken_once UNIQUE (org_id, machine_id, unit, read_at, value),
  constraint meter_reading_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint meter_reading_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint meter_reading_org_id_machine_id_fkey FOREIGN KEY (org_id, machine_id) REFERENCES machine(org_id, id),
  constraint meter_reading_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint meter_reading_pkey PRIMARY KEY (org_id, id),
  constraint meter_reading_unit_is_known CHECK ((unit = ANY (ARRAY['h'::text, 'km'::text])))
);

create table migration (
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);

create table order_line (
  org_id uuid not null,
  activity_id uuid not null,
  line_number integer not null,
  product_code text,
  product text not null,
  quantity numeric(14,3) not null,
  unit_price numeric(14,4) not null,
  constraint order_line_org_id_activity_id_fkey FOREIGN KEY (org_id, activity_id) REFERENCES activity(org_id, id) ON DELETE CASCADE,
  constraint order_line_pkey PRIMARY KEY (org_id, activity_id, line_number),
  constraint order_line_price_is_positive CHECK ((unit_price > (0)::numeric)),
  constraint order_line_quantity_is_positive CHECK ((quantity > (0)::numeric))
);

create table organisation (
  id uuid not null default uuid_v7(),
  name text not null,
  country text not null default 'CN'::text,
  time_zone text not null default 'Asia/Shanghai'::text,
  service_number text,
  created_at timestamp with time zone not null,
  constraint organisation_country_is_iso_3166 CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint organisation_has_a_name CHECK ((name <> ''::text)),
  constraint organisation_pkey PRIMARY KEY (id)
);

create table person_in_charge (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  name text not null,
  duties text[] not null,
  language text,
  note text,
  valid_from date,
  valid_until date,
  external_id text,
  source text not null,
  import_id uuid,
  created_by uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint person_in_charge_external_id_is_unique UNIQUE (org_id, customer_id, external_id),
  constraint person_in_charge_has_a_name CHECK ((name <> ''::text)),
  constraint person_in_charge_has_one_to_ten_duties CHECK (((cardinality(duties) >= 1) AND (cardinality(duties) <= 10))),
  constraint person_in_charge_is_valid_for_a_time CHECK ((valid_from <= valid_until)),
  constraint person_in_charge_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint person_in_charge_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint person_in_charge_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint person_in_charge_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint person_in_charge_pkey PRIMARY KEY (org_id, id)
);

create table script (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  name text not null,
  opening text not null,
  minutes integer not null,
  questions jsonb not null,
  version integer not null default 1,
  frozen_at timestamp with time zone,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint script_has_a_name CHECK ((name <> ''::text)),
  constraint script_minutes_are_positive CHECK ((minutes > 0)),
  constraint script_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint script_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint script_pkey PRIMARY KEY (org_id, id)
);

create table staff (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  name text not null,
  email text not null,
  roles text[] not null,
  created_at timestamp with time zone not null,
  deactivated_at timestamp with time zone,
  constraint staff_email_is_unique UNIQUE (org_id, email),
  constraint staff_has_a_name CHECK ((name <> ''::text)),
  constraint staff_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint staff_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint staff_pkey PRIMARY KEY (org_id, id),
  constraint staff_roles_are_known CHECK ((roles <@ ARRAY['owner'::text, 'planner'::text, 'approver'::text, 'agent'::text, 'supervisor'::text, 'hotline'::text, 'quality'::text, 'privacy-officer'::text, 'partner-agent'::text]))
);

create table staged_order_line (
  org_id uuid not null,
  import_id uuid not null,
  row_number bigint not null,
  order_key text not null,
  customer_id uuid not null,
  happened_at timestamp with time zone not null,
  product_code text,
  product text not null,
  quantity numeric(14,3) not null,
  unit_price numeric(14,4) not null,
  currency text,
  constraint staged_order_line_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id) ON DELETE CASCADE,
  constraint staged_order_line_pkey PRIMARY KEY (org_id, import_id, order_key, row_number)
);

create table team (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  name text not null,
  created_at timestamp with time zone not null,
  constraint team_has_a_name CHECK ((name <> ''::text)),
  constraint team_name_is_unique UNIQUE (org_id, name),
  constraint team_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint team_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint team_pkey PRIMARY KEY (org_id, id)
);

create table team_member (
  org_id uuid not null,
  team_id uuid not null,
  staff_id uuid not null,
  constraint team_member_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint team_member_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint team_member_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES team(org_id, id),
  constraint team_member_pkey PRIMARY KEY (org_id, team_id, staff_id)
);

create table verdict (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  at timestamp with time zone not null,
  customer_id uuid not null,
  matter_id uuid,
  moment text not null,
  kind text not null,
  until timestamp with time zone,
  reasons jsonb not null,
  policy_version integer not null,
  constraint verdict_kind_is_known CHECK ((kind = ANY (ARRAY['allow'::text, 'defer'::text, 'deny'::text]))),
  constraint verdict_moment_is_known CHECK ((moment = ANY (ARRAY['plan'::text, 'hand-out'::text, 'dial'::text]))),
  constraint verdict_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint verdict_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint verdict_pkey PRIMARY KEY (org_id, id)
);

CREATE INDEX account_by_user ON auth.account USING btree ("userId");

CREATE UNIQUE INDEX login_by_staff ON auth.login USING btree (org_id, staff_id);

CREATE INDEX session_by_user ON auth.session USING btree ("userId");

CREATE INDEX verification_by_identifier ON auth.verification USING btree (identifier);

CREATE INDEX activity_by_customer ON public.activity USING btree (org_id, customer_id, happened_at DESC, id);

CREATE INDEX activity_by_end ON public.activity USING btree (org_id, ends_on) WHERE (ends_on IS NOT NULL);

CREATE INDEX activity_by_import ON public.activity USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX activity_by_kind_and_time ON public.activity USING btree (org_id, kind, happened_at, id);

CREATE INDEX activity_by_machine ON public.activity USING btree (org_id, machine_id, happened_at DESC) WHERE (machine_id IS NOT NULL);

CREATE INDEX attempt_by_followup ON public.attempt USING btree (org_id, followup_id, ended_at);

CREATE INDEX attempt_by_staff ON public.attempt USING btree (org_id, staff_id, ended_at);

CREATE INDEX attempt_by_time ON public.attempt USING btree (org_id, ended_at);

CREATE INDEX audit_entry_by_subject ON public.audit_entry USING btree (org_id, subject, subject_id, at DESC);

CREATE INDEX audit_entry_by_time ON public.audit_entry USING btree (org_id, at DESC);

CREATE UNIQUE INDEX branch_name_is_unique_among_siblings ON public.branch USING btree (org_id, parent_id, name) NULLS NOT DISTINCT;

CREATE INDEX campaign_by_state ON public.campaign USING btree (org_id, state, created_at DESC, id DESC);

CREATE INDEX case_event_by_case ON public.case_event USING btree (org_id, case_id, at, id);

CREATE INDEX case_file_by_customer ON public.case_file USING btree (org_id, customer_id, created_at DESC, id DESC);

CREATE INDEX case_file_by_owner ON public.case_file USING btree (org_id, owner_id) WHERE (state <> 'closed'::text);

CREATE INDEX case_file_by_raising_followup ON public.case_file USING btree (org_id, raised_by_followup_id);

CREATE INDEX case_file_closed_by_time ON public.case_file USING btree (org_id, closed_at DESC, id DESC) WHERE (state = 'closed'::text);

CREATE INDEX case_file_not_closed_by_deadline ON public.case_file USING btree (org_id, due_at, id) WHERE (state <> 'closed'::text);

CREATE UNIQUE INDEX case_file_one_per_confirming_followup ON public.case_file USING btree (org_id, confirming_followup_id);

CREATE INDEX consent_by_customer ON public.consent USING btree (org_id, customer_id, at DESC, id DESC);

CREATE INDEX consent_by_import ON public.consent USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE UNIQUE INDEX consent_external_id_is_unique ON public.consent USING btree (org_id, external_id, purpose_class, channel) WHERE ((voided_at IS NULL) AND (external_id IS NOT NULL));

CREATE INDEX contact_by_customer ON public.contact USING btree (org_id, customer_id, reserved_at DESC, id DESC);

CREATE INDEX contact_by_identifier ON public.contact USING btree (org_id, identifier_id, reserved_at DESC);

CREATE INDEX contact_by_time ON public.contact USING btree (org_id, settled_at);

CREATE UNIQUE INDEX contact_one_live_per_customer ON public.contact USING btree (org_id, customer_id) WHERE (state = ANY (ARRAY['reserved'::text, 'dialled'::text]));

CREATE UNIQUE INDEX contact_one_live_per_staff ON public.contact USING btree (org_id, staff_id) WHERE (state = ANY (ARRAY['reserved'::text, 'dialled'::text]));

CREATE INDEX contact_point_by_identifier ON public.contact_point USING btree (org_id, identifier_id);

CREATE INDEX contact_point_by_person ON public.contact_point USING btree (org_id, person_id) WHERE (person_id IS NOT NULL);

CREATE INDEX customer_by_branch ON public.customer USING btree (org_id, branch_id, name, id);

CREATE INDEX customer_by_name ON public.customer USING btree (org_id, name, id);

CREATE INDEX customer_change_by_customer ON public.customer_change USING btree (org_id, customer_id, at DESC, id DESC);

CREATE UNIQUE INDEX data_key_one_per_purpose ON public.data_key USING btree (org_id, purpose);

CREATE INDEX do_not_contact_by_customer ON public.do_not_contact USING btree (org_id, customer_id);

CREATE INDEX followup_appointments ON public.followup USING btree (org_id, team_id, due_at, id) WHERE ((state = 'waiting'::text) AND (appointment_at IS NOT NULL));

CREATE INDEX followup_by_campaign ON public.followup USING btree (org_id, campaign_id, state, id);

CREATE INDEX followup_by_customer ON public.followup USING btree (org_id, customer_id, id DESC);

CREATE INDEX followup_by_lease ON public.followup USING btree (org_id, lease_until) WHERE (state = 'handed-out'::text);

CREATE INDEX followup_by_settlement ON public.followup USING btree (org_id, settled_at) WHERE (settled_at IS NOT NULL);

CREATE INDEX followup_by_state ON public.followup USING btree (org_id, state, id);

CREATE INDEX followup_held ON public.followup USING btree (org_id, customer_id) WHERE ((state = 'waiting'::text) AND (held <> '[]'::jsonb));

CREATE UNIQUE INDEX followup_one_live_per_campaign_and_customer ON public.followup USING btree (org_id, campaign_id, customer_id) WHERE (state = ANY (ARRAY['waiting'::text, 'handed-out'::text]));

CREATE UNIQUE INDEX followup_one_per_agent ON public.followup USING btree (org_id, handed_to) WHERE (state = 'handed-out'::text);

CREATE INDEX followup_waiting_by_campaign ON public.followup USING btree (org_id, campaign_id, due_at, id, branch_id) WHERE ((state = 'waiting'::text) AND (appointment_at IS NULL) AND (campaign_id IS NOT NULL));

CREATE INDEX followup_waiting_by_expiry ON public.followup USING btree (org_id, expires_at) WHERE (state = 'waiting'::text);

CREATE INDEX followup_waiting_by_hand ON public.followup USING btree (org_id, team_id, priority DESC, due_at, id) WHERE ((state = 'waiting'::text) AND (appointment_at IS NULL) AND (campaign_id IS NULL));

CREATE INDEX idempotency_key_by_age ON public.idempotency_key USING btree (created_at);

CREATE INDEX identifier_by_last_four ON public.identifier USING btree (org_id, last_four);

CREATE INDEX import_run_by_time ON public.import_run USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX machine_by_import ON public.machine USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX machine_change_by_machine ON public.machine_change USING btree (org_id, machine_id, at DESC, id DESC);

CREATE UNIQUE INDEX machine_has_one_owner ON public.machine_owner USING btree (org_id, machine_id) WHERE (ended_at IS NULL);

CREATE INDEX machine_owner_by_customer ON public.machine_owner USING btree (org_id, customer_id, recorded_at DESC, id DESC);

CREATE INDEX machine_owner_by_machine ON public.machine_owner USING btree (org_id, machine_id, recorded_at DESC);

CREATE INDEX meter_reading_by_import ON public.meter_reading USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX person_in_charge_by_customer ON public.person_in_charge USING btree (org_id, customer_id, valid_until);

CREATE INDEX person_in_charge_by_end ON public.person_in_charge USING btree (org_id, valid_until) WHERE (valid_until IS NOT NULL);

CREATE INDEX person_in_charge_by_import ON public.person_in_charge USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX script_by_time ON public.script USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX team_member_by_staff ON public.team_member USING btree (org_id, staff_id);

CREATE INDEX verdict_by_customer ON public.verdict USING btree (org_id, customer_id, at DESC);

create policy own_organisation on activity for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on attempt for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on audit_entry for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on branch for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on call for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_and_upper_branches_are_seen on campaign for select using (((org_id = ( SELECT current_org() AS current_org)) AND ((branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[])) OR (branch_id = ANY (( SELECT current_ancestors() AS current_ancestors)::uuid[])))));

create policy own_branches_are_written on campaign for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on case_event for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on case_file for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on consent for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on contact for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on contact_point for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on contact_policy for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on customer for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on customer_change for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on data_key for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on do_not_contact for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on duty for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on followup for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on good_hours for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on idempotency_key for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on identifier for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on import_chunk for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on import_rejection for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on import_run for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on machine for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on machine_change for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on machine_owner for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on meter_reading for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on order_line for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on organisation for all using ((id = ( SELECT current_org() AS current_org)));

create policy own_organisation on person_in_charge for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on script for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on staff for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on staged_order_line for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on team for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on team_member for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on verdict for all using ((org_id = ( SELECT current_org() AS current_org)));
