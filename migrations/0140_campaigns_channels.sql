-- Why: a campaign goes by phone, by e-mail or by either, in the order its planners prefer, with the mail that goes out.

alter table campaign
  add column channels text[] not null default '{phone}' constraint campaign_channels_are_known
    check (channels <@ '{phone,email}' and cardinality(channels) between 1 and 2 and channels[1] is distinct from channels[2]),
  add column mail jsonb constraint campaign_mail_has_subject_and_text
    check (jsonb_typeof(mail -> 'subject') = 'string' and jsonb_typeof(mail -> 'text') = 'string'),
  add constraint campaign_has_a_mail_where_it_writes
    check ((mail is null or 'email' = any (channels)) and (state = 'draft' or mail is not null or channels = '{phone}')),
  drop column channel;
