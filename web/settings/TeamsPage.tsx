import { Form, Input, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { assignCalendar, listCalendars } from '../../server/calendars/contract.ts'
import { languageInWords } from '../../server/people/ability-rules.ts'
import { listBranches, listStaff } from '../../server/people/contract.ts'
import { addTeam, changeTeam, listTeams } from '../../server/people/team-contract.ts'
import { type AnswerOf, call, type GivenTo } from '../kit/api.ts'
import { useAsk, useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMay, useMe } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { Table } from '../kit/Table.tsx'
import { Names } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { branchTree } from './branch-tree.ts'

type Team = AnswerOf<typeof listTeams>['items'][number]

/** The teams that campaigns are given to: who is in them, who leads them, what they are good at and when they work. */
export function TeamsPage() {
  const t = useT()
  const me = useMe()
  const language = useLanguage()
  const [editing, setEditing] = useState<Team | 'new' | null>(null)
  const asked = useList(listTeams)
  const branches = useAsk(listBranches).data?.items ?? []
  const people = useAsk(listStaff)
  const staff = people.data?.items ?? []
  // A team without the names of its members says nothing.
  const list = people.isPending ? { ...asked, rows: undefined } : asked
  const calendars = useAsk(listCalendars).data
  const nameOf = (id: string) => {
    const member = staff.find(one => one.id === id)
    return member ? member.name + (member.deactivatedAt ? t('admin.left-already') : '') : '–'
  }
  const broughtInWords = ({ skills, languages }: Team) => [
    ...languages.map(({ name, members }) => t('admin.brought', { name: languageInWords(name, language), members })),
    ...skills.map(one => t('admin.brought', one)),
  ]
  const calendarOf = (id: string) => {
    const use = calendars?.uses.find(one => one.teamId === id)
    return calendars?.items.find(one => one.id === use?.calendarId)?.name ?? t('admin.team-calendar-inherits')
  }
  const isMine = (team: Team) => branches.some(({ id }) => id === team.branchId)
  const add = (
    <Button type="primary" needs={addTeam} onClick={() => setEditing('new')}>
      {t('settings.add-team')}
    </Button>
  )
  return (
    <Page title={t('settings.teams')} hint={t('settings.teams-hint')} action={list.rows?.length !== 0 && add}>
      <Table
        label={t('settings.teams')}
        list={list}
        rowKey={row => row.id}
        onOpen={row => isMine(row) && setEditing(row)}
        openKey={editing !== 'new' ? (editing?.id ?? null) : null}
        empty={<Empty title={t('settings.no-teams')} hint={t('settings.no-teams-hint')} action={add} />}
        columns={[
          { key: 'name', title: t('settings.team-name'), value: row => <strong>{row.name}</strong>, phone: 'title' },
          {
            key: 'branch',
            title: t('settings.branch'),
            value: row => branches.find(({ id }) => id === row.branchId)?.name ?? '–',
          },
          { key: 'lead', title: t('admin.team-lead'), value: row => (row.leadId ? nameOf(row.leadId) : '–') },
          { key: 'members', title: t('settings.members'), value: row => <Names of={row.memberIds.map(nameOf)} /> },
          {
            key: 'skills',
            title: t('admin.team-skills'),
            value: row => <Names of={broughtInWords(row)} />,
          },
          { key: 'calendar', title: t('admin.team-calendar'), value: row => calendarOf(row.id) },
        ]}
      />
      {editing && (
        <EditTeam
          key={editing === 'new' ? 'new' : editing.id}
          team={editing === 'new' ? null : editing}
          initial={
            editing === 'new'
              ? { branchId: me.branchId, memberIds: [], leadId: null, calendarId: null }
              : {
                  name: editing.name,
                  branchId: editing.branchId,
                  memberIds: editing.memberIds,
                  leadId: editing.leadId,
                  calendarId: calendars?.uses.find(one => one.teamId === editing.id)?.calendarId ?? null,
                }
          }
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  )
}

type Fields = GivenTo<typeof addTeam>['body'] & { calendarId: string | null }

interface EditTeamProps {
  team: Team | null
  initial: Partial<Fields>
  onClose: () => void
}

function EditTeam({ team, initial, onClose }: EditTeamProps) {
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
  const fields = <TeamFields calendarId={calendarId} onCalendar={setCalendarId} mayAssign={mayAssign} />
  return team ? (
    <FormDrawer<Fields, GivenTo<typeof changeTeam>, Team>
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
    <FormDrawer<Fields, GivenTo<typeof addTeam>, Team>
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

interface TeamFieldsProps {
  calendarId: string | null
  onCalendar: (id: string | null) => void
  mayAssign: boolean
}

function TeamFields({ calendarId, onCalendar, mayAssign }: TeamFieldsProps) {
  const t = useT()
  const form = Form.useFormInstance<Fields>()
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
