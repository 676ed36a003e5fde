import { Checkbox, Form, Input, Segmented, Select, TreeSelect } from 'antd'
import { useRef } from 'react'
import { listCampaigns } from '../../server/campaigns/contract.ts'
import { listBranches, listStaff } from '../../server/people/contract.ts'
import { listTeams } from '../../server/people/team-contract.ts'
import { addSchedule, changeSchedule } from '../../server/reports/schedule-contract.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { branchTree } from '../settings/branch-tree.ts'
import { clockOf, minuteOf, type Schedule, type ScheduleGiven, useSayWeekday } from './schedule.ts'

interface Fields extends Omit<ScheduleGiven, 'atMinute' | 'recipients' | 'paused'> {
  at: string
  staffIds: string[]
  addresses: string[]
  language: 'zh' | 'en'
}

interface ScheduleDrawerProps {
  /** The one to change; `null` for a new one. */
  schedule: Schedule | null
  open: boolean
  onClose: () => void
  onDone: (name: string) => void
}

/** Says what goes out when and to whom. */
export function ScheduleDrawer({ schedule, open, onClose, onDone }: ScheduleDrawerProps) {
  const t = useT()
  const initial = useInitial(schedule)
  const saved = useRef('')
  const add = useDo(addSchedule, { topics: ['reports'] })
  const change = useDo(changeSchedule, { topics: ['reports'] })
  const shared = { open, onClose, initial, children: (form: FieldsForm) => <FieldsOf form={form} /> }
  if (!schedule) {
    return (
      <FormDrawer
        {...shared}
        title={t('insight.schedule-add')}
        submit={t('insight.schedule-add')}
        action={add}
        given={(values: Fields) => {
          saved.current = values.name
          return { body: bodyOf(values, null) }
        }}
        onDone={() => onDone(saved.current)}
      />
    )
  }
  return (
    <FormDrawer
      {...shared}
      title={t('insight.schedule-change')}
      submit={t('insight.schedule-save')}
      action={change}
      given={(values: Fields) => {
        saved.current = values.name
        return { params: { id: schedule.id }, body: { ...bodyOf(values, schedule), version: schedule.version } }
      }}
      onDone={() => onDone(saved.current)}
    />
  )
}

type FieldsForm = ReturnType<typeof Form.useForm<Fields>>[0]

function useInitial(schedule: Schedule | null): Partial<Fields> {
  const me = useMe()
  const language = useLanguage()
  if (!schedule) {
    return {
      branchId: me.branchId,
      campaignId: null,
      teamId: null,
      rhythm: 'daily',
      weekday: 1,
      monthDay: 1,
      at: '08:30',
      workdaysOnly: true,
      staffIds: [me.staffId],
      addresses: [],
      language,
    }
  }
  const { recipients, atMinute, weekday, monthDay, ...rest } = schedule
  return {
    ...rest,
    weekday: weekday ?? 1,
    monthDay: monthDay ?? 1,
    at: clockOf(atMinute),
    staffIds: recipients.flatMap(row => row.staffId ?? []),
    addresses: recipients.flatMap(row => row.address ?? []),
    language: recipients[0]?.language ?? language,
  }
}

/** What is sent: everybody of the list gets the mail in the language chosen. */
function bodyOf({ at, staffIds, addresses, language, ...rest }: Fields, before: Schedule | null): ScheduleGiven {
  const { name, branchId, campaignId, teamId, rhythm, weekday, monthDay, workdaysOnly } = rest
  const recipients = [
    ...staffIds.map(staffId => ({ staffId, address: null, language })),
    ...(addresses ?? []).map(address => ({ staffId: null, address, language })),
  ]
  return {
    ...{ name, branchId, rhythm, workdaysOnly, recipients },
    campaignId: campaignId ?? null,
    teamId: teamId ?? null,
    weekday: rhythm === 'weekly' ? weekday : null,
    monthDay: rhythm === 'monthly' ? monthDay : null,
    atMinute: minuteOf(at),
    paused: before?.paused ?? false,
  }
}

const DAYS_OF_MONTH = Array.from({ length: 28 }, (_, n) => ({ value: n + 1, label: String(n + 1) }))

function FieldsOf({ form }: { form: FieldsForm }) {
  const t = useT()
  const sayWeekday = useSayWeekday()
  const branches = useAsk(listBranches).data?.items ?? []
  const teams = useAsk(listTeams).data?.items ?? []
  const campaigns = useAsk(listCampaigns, { query: { limit: 200 } }).data?.items ?? []
  const staff = (useAsk(listStaff).data?.items ?? []).filter(({ deactivatedAt }) => deactivatedAt === null)
  const rhythm = Form.useWatch('rhythm', form)
  const named = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }))
  const required = [{ required: true }]
  return (
    <>
      <Form.Item name="name" label={t('insight.schedule-name')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="branchId" label={t('insight.branch')} rules={required}>
        <TreeSelect treeData={branchTree(branches)} treeDefaultExpandAll />
      </Form.Item>
      <Form.Item name="campaignId" label={t('insight.campaign')}>
        <Select allowClear placeholder={t('insight.schedule-all')} options={named(campaigns)} />
      </Form.Item>
      <Form.Item name="teamId" label={t('insight.team')}>
        <Select allowClear placeholder={t('insight.schedule-all')} options={named(teams)} />
      </Form.Item>
      <Form.Item name="rhythm" label={t('insight.schedule-rhythm')} extra={t('insight.schedule-rhythm-hint')}>
        <Segmented
          options={(['daily', 'weekly', 'monthly'] as const).map(value => ({
            value,
            label: t(`insight.every-${value}`),
          }))}
        />
      </Form.Item>
      {rhythm === 'weekly' && (
        <Form.Item name="weekday" label={t('insight.schedule-weekday')} rules={required}>
          <Select options={[1, 2, 3, 4, 5, 6, 7].map(value => ({ value, label: sayWeekday(value) }))} />
        </Form.Item>
      )}
      {rhythm === 'monthly' && (
        <Form.Item name="monthDay" label={t('insight.schedule-month-day')} rules={required}>
          <Select options={DAYS_OF_MONTH} />
        </Form.Item>
      )}
      <Form.Item name="at" label={t('insight.schedule-at')} rules={required}>
        <Input type="time" style={{ width: 140 }} />
      </Form.Item>
      <Form.Item name="workdaysOnly" valuePropName="checked">
        <Checkbox>{t('insight.schedule-workdays')}</Checkbox>
      </Form.Item>
      <Form.Item name="staffIds" label={t('insight.schedule-staff')}>
        <Select mode="multiple" optionFilterProp="label" options={named(staff)} />
      </Form.Item>
      <Form.Item
        name="addresses"
        label={t('insight.schedule-outside')}
        extra={t('insight.schedule-outside-hint')}
        rules={[{ type: 'array', defaultField: { type: 'email' } }]}
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',', '，', ';']} />
      </Form.Item>
      <Form.Item name="language" label={t('insight.schedule-language')}>
        <Segmented options={(['zh', 'en'] as const).map(value => ({ value, label: t(`insight.language-${value}`) }))} />
      </Form.Item>
    </>
  )
}
