-- Why: what somebody can speak and can do is his own; of a team it is what its members bring.
alter table staff
  -- Codes by BCP 47, as of persons in charge; what has none stands as it was written.
  add column languages text[] not null default '{}',
  add column skills text[] not null default '{}';

create function pg_temp.language_code(word text) returns text language sql immutable as $$
  select coalesce((array['zh', 'zh', 'zh', 'zh', 'yue', 'yue', 'en', 'en', 'ja', 'ko', 'ru', 'ug', 'bo', 'mn',
      'zh', 'zh', 'yue', 'en', 'ja', 'ko', 'ru'])[array_position(
    array['中文', '普通话', '国语', '汉语', '粤语', '广东话', '英语', '英文', '日语', '韩语', '俄语', '维吾尔语', '藏语', '蒙古语',
      'chinese', 'mandarin', 'cantonese', 'english', 'japanese', 'korean', 'russian'], lower(word))], word)
$$;
update staff s set
  languages = array(select distinct pg_temp.language_code(l) from team_member m
    join team t on t.org_id = m.org_id and t.id = m.team_id cross join unnest(t.languages) as l
    where m.org_id = s.org_id and m.staff_id = s.id order by 1),
  skills = array(select distinct k from team_member m
    join team t on t.org_id = m.org_id and t.id = m.team_id cross join unnest(t.skills) as k
    where m.org_id = s.org_id and m.staff_id = s.id order by 1)
where exists (select from team_member m join team t on t.org_id = m.org_id and t.id = m.team_id
  where m.org_id = s.org_id and m.staff_id = s.id and (t.languages <> '{}' or t.skills <> '{}'));
drop function pg_temp.language_code(text);
alter table team drop column languages, drop column skills;

-- The language that everybody who works here speaks.
alter table organisation add column language text not null default 'zh';
update organisation set language = case country when 'CN' then 'zh' when 'TW' then 'zh' when 'SG' then 'en' when 'HK' then 'yue'
  when 'MO' then 'yue' when 'JP' then 'ja' when 'KR' then 'ko' when 'DE' then 'de' when 'AT' then 'de' when 'FR' then 'fr'
  else 'en' end;

-- What a customer speaks; nothing where nobody has said.
alter table customer add column language text;
-- Tells at once whether anybody speaks another language than the house, however many have said that they speak that.
create index customer_by_language on customer (org_id, language) where language is not null;

-- What whoever calls must be able to do, for a campaign and for what was added by hand.
alter table campaign add column skills text[] not null default '{}';
alter table followup add column skills text[] not null default '{}';
