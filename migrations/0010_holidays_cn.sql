-- Why: whether a Chinese day is worked is announced year by year, and calling on a holiday costs a customer.
insert into holiday_year (country, year, source) values
  ('CN', 2024, '国务院办公厅关于2024年部分节假日安排的通知（国办发明电〔2023〕7号）'),
  ('CN', 2025, '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）'),
  ('CN', 2026, '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）');

insert into holiday (country, day, kind, name)
select 'CN', d::date, 'holiday', n
from (values
  ('元旦', date '2024-01-01', date '2024-01-01'),
  ('春节', date '2024-02-10', date '2024-02-17'),
  ('清明节', date '2024-04-04', date '2024-04-06'),
  ('劳动节', date '2024-05-01', date '2024-05-05'),
  ('端午节', date '2024-06-10', date '2024-06-10'),
  ('中秋节', date '2024-09-15', date '2024-09-17'),
  ('国庆节', date '2024-10-01', date '2024-10-07'),
  ('元旦', date '2025-01-01', date '2025-01-01'),
  ('春节', date '2025-01-28', date '2025-02-04'),
  ('清明节', date '2025-04-04', date '2025-04-06'),
  ('劳动节', date '2025-05-01', date '2025-05-05'),
  ('端午节', date '2025-05-31', date '2025-06-02'),
  ('国庆节、中秋节', date '2025-10-01', date '2025-10-08'),
  ('元旦', date '2026-01-01', date '2026-01-03'),
  ('春节', date '2026-02-15', date '2026-02-23'),
  ('清明节', date '2026-04-04', date '2026-04-06'),
  ('劳动节', date '2026-05-01', date '2026-05-05'),
  ('端午节', date '2026-06-19', date '2026-06-21'),
  ('中秋节', date '2026-09-25', date '2026-09-27'),
  ('国庆节', date '2026-10-01', date '2026-10-07')
) as span (n, first, last), generate_series(first, last, interval '1 day') as d;

insert into holiday (country, day, kind, name) values
  ('CN', '2024-02-04', 'make-up-workday', '春节'),
  ('CN', '2024-02-18', 'make-up-workday', '春节'),
  ('CN', '2024-04-07', 'make-up-workday', '清明节'),
  ('CN', '2024-04-28', 'make-up-workday', '劳动节'),
  ('CN', '2024-05-11', 'make-up-workday', '劳动节'),
  ('CN', '2024-09-14', 'make-up-workday', '中秋节'),
  ('CN', '2024-09-29', 'make-up-workday', '国庆节'),
  ('CN', '2024-10-12', 'make-up-workday', '国庆节'),
  ('CN', '2025-01-26', 'make-up-workday', '春节'),
  ('CN', '2025-02-08', 'make-up-workday', '春节'),
  ('CN', '2025-04-27', 'make-up-workday', '劳动节'),
  ('CN', '2025-09-28', 'make-up-workday', '国庆节、中秋节'),
  ('CN', '2025-10-11', 'make-up-workday', '国庆节、中秋节'),
  ('CN', '2026-01-04', 'make-up-workday', '元旦'),
  ('CN', '2026-02-14', 'make-up-workday', '春节'),
  ('CN', '2026-02-28', 'make-up-workday', '春节'),
  ('CN', '2026-05-09', 'make-up-workday', '劳动节'),
  ('CN', '2026-09-20', 'make-up-workday', '国庆节'),
  ('CN', '2026-10-10', 'make-up-workday', '国庆节');
