import { Form, Input, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { assignCalendar, listCalendars } from '../../server/calendars/contract.ts'
import { listBranches, listStaff } from '../../server/people/contract.ts'
import { addTeam, changeTeam } from '../../server/people/team-contract.ts'
import { call, type GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMay } from '../kit/me.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { branchTree } from './branch-tree.ts'
import type { Team } from './team-columns.tsx'

/** A team as its form has it, with the calendar given to it alone; `null` where it inherits one. */
export type TeamFields = GivenTo<typeof addTeam>['body'] & { calendarId: string | null }

interface EditTeamProps {
  team: Team | null
  initial: Partial<TeamFields>
  onClose: () => void
}

/** Adds a team or changes one: who is in it, who leads it and when it works. */
export function EditTeam({ team, initial, onClose }: EditTeamProps) {
  const t = useT()
  const say = useSay()
  const topics = ['people', 'calendars']
  const add = useDo(addTeam, { topics })
  const change = useDo(changeTeam, { topics })
  const mayAssign = useMay(assignCalendar.permission)
  const [calendarId, setCalendarId] = useState(initial.calendarId ?? null)
  const assign = (id: string) => {
    if (!mayAssign || calendarId === (initial.calendarId ?? null)) return
    call(assignCalendar, { body: { teamId: id, calendarId } }).catch(say.problem)
  }
  const fields = <Fields calendarId={calendarId} onCalendar={setCalendarId} mayAssign={mayAssign} />
  return team ? (
    <FormDrawer<TeamFields, GivenTo<typeof changeTeam>, Team>
      title={t('admin.change-team', { name: team.name })}
      submit={t('settings.save')}
      open
      onClose={onClose}
      initial={initial}
      action={change}
      given={body => ({ params: { id: team.id }, body: { ...body, leadId: body.leadId ?? null } })}
      onDone={({ id, name }) => {
        assign(id)
        say.done(t('admin.team-changed', { name }))
      }}
    >
      {fields}
    </FormDrawer>
  ) : (
    <FormDrawer<TeamFields, GivenTo<typeof addTeam>, Team>
      title={t('settings.add-team')}
      submit={t('settings.add-team')}
      open
      onClose={onClose}
      initial={initial}
      action={add}
      given={body => ({ body: { ...body, leadId: body.leadId ?? null } })}
      onDone={({ id, name }) => {
        assign(id)
        say.done(t('settings.team-added', { name }))
      }}
    >
      {fields}
    </FormDrawer>
  )
}

interface FieldsProps {
  calendarId: string | null
  onCalendar: (id: string | null) => void
  mayAssign: boolean
}

function Fields({ calendarId, onCalendar, mayAssign }: FieldsProps) {
  const t = useT()
  const form = Form.useFormInstance<TeamFields>()
  const chosen = (Form.useWatch('memberIds', form) as string[] | undefined) ?? []
  const branches = (useAsk(listBranches).data?.items ?? []).filter(branch => !branch.closedAt)
  const staff = useAsk(listStaff).data?.items ?? []
  const calendars = useAsk(listCalendars).data?.items ?? []
  const members = staff.filter(({ id, deactivatedAt }) => deactivatedAt === null || chosen.includes(id))
  const options = members.map(({ id, name, deactivatedAt }) => ({
    value: id,
    label: name + (deactivatedAt ? t('admin.left-already') : ''),
  }))
  return (
    <>
      <Form.Item name="name" label={t('settings.team-name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="branchId" label={t('settings.branch')} rules={[{ required: true }]}>
        <TreeSelect treeData={branchTree(branches)} treeDefaultExpandAll showSearch treeNodeFilterProp="title" />
      </Form.Item>
      <Form.Item name="memberIds" label={t('settings.members')}>
        <Select mode="multiple" optionFilterProp="label" options={options} />
      </Form.Item>
      <Form.Item
        name="leadId"
        label={t('admin.team-lead')}
        extra={t('admin.lead-hint')}
        dependencies={['memberIds']}
        rules={[
          {
            validator: (_, lead?: string | null) =>
              !lead || chosen.includes(lead) ? Promise.resolve() : Promise.reject(new Error(t('admin.lead-hint'))),
          },
        ]}
      >
        <Select allowClear options={options.filter(({ value }) => chosen.includes(value))} />
      </Form.Item>
      <Form.Item label={t('admin.team-calendar')}>
        <Select
          aria-label={t('admin.team-calendar')}
          disabled={!mayAssign}
          value={calendarId ?? ''}
          onChange={id => onCalendar(id || null)}
          options={[
            { value: '', label: t('admin.team-calendar-inherits') },
            ...calendars.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Form.Item>
    </>
  )
}
