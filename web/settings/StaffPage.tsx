import './admin.css'
import { Form, Input, Segmented } from 'antd'
import { useState } from 'react'
import { languageInWords } from '../../server/people/ability-rules.ts'
import { listBranches, listStaff, Role } from '../../server/people/contract.ts'
import { listRoles } from '../../server/people/role-contract.ts'
import { changeStaff, inviteStaff } from '../../server/people/staff-contract.ts'
import { listTeams } from '../../server/people/team-contract.ts'
import type { GivenTo } from '../kit/api.ts'
import { useAsk, useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Filters, useFilters } from '../kit/Filters.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { Table } from '../kit/Table.tsx'
import { Names, Time, useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { LinkShown, type Made } from './LinkShown.tsx'
import { StaffActions, type StaffMember } from './StaffActions.tsx'
import { StaffFields } from './StaffForm.tsx'

type State = 'active' | 'invited' | 'deactivated'

const stateOf = (row: StaffMember): State => (row.deactivatedAt ? 'deactivated' : row.joinedAt ? 'active' : 'invited')

/** The people who can sign in: who they are, what they may do, and where. */
export function StaffPage() {
  const t = useT()
  const language = useLanguage()
  const [inviting, setInviting] = useState(false)
  const [changing, setChanging] = useState<StaffMember | null>(null)
  const [made, setMade] = useState<Made | null>(null)
  const [values, set] = useFilters(['q', 'role', 'state', 'branch'])
  const list = useList(listStaff)
  const branches = useAsk(listBranches).data?.items ?? []
  const teams = useAsk(listTeams).data?.items ?? []
  const roles = useAsk(listRoles).data?.items ?? []
  const nameIn = (rows: readonly { id: string; name: string }[], id: string) =>
    rows.find(row => row.id === id)?.name ?? '–'
  const rolesOf = (row: StaffMember) => [
    ...row.roles.map(role => t(`kit.role-${role}`)),
    ...row.customRoleIds.map(id => nameIn(roles, id)),
  ]
  const rows = list.rows?.filter(
    row =>
      (!values.q || `${row.name} ${row.email}`.toLowerCase().includes(values.q.toLowerCase())) &&
      (!values.role || row.roles.includes(values.role as never) || row.customRoleIds.includes(values.role)) &&
      (!values.branch || row.branchId === values.branch) &&
      (!values.state || stateOf(row) === values.state),
  )
  return (
    <Page
      title={t('settings.staff')}
      hint={t('admin.staff-hint')}
      action={
        <Button type="primary" needs={inviteStaff} onClick={() => setInviting(true)}>
          {t('admin.invite')}
        </Button>
      }
    >
      <Filters
        values={values}
        set={set}
        filters={[
          { name: 'q', label: t('settings.search-staff'), search: true },
          {
            name: 'role',
            label: t('settings.roles'),
            options: [
              ...Role.options.map(role => ({ value: role as string, label: t(`kit.role-${role}`) })),
              ...roles.filter(role => !role.fixed).map(({ id, name }) => ({ value: id, label: name })),
            ],
          },
          {
            name: 'branch',
            label: t('settings.branch'),
            options: branches.slice(0, 200).map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            name: 'state',
            label: t('settings.state'),
            options: [
              { value: 'active', label: t('settings.active') },
              { value: 'invited', label: t('admin.invited') },
              { value: 'deactivated', label: t('settings.deactivated') },
            ],
          },
        ]}
      />
      <Table
        label={t('settings.staff')}
        list={{ ...list, rows }}
        rowKey={row => row.id}
        dim={row => row.deactivatedAt !== null}
        onOpen={row => !row.deactivatedAt && setChanging(row)}
        openKey={changing?.id ?? null}
        empty={<Empty title={t('settings.no-staff-found')} hint={t('settings.no-staff-found-hint')} />}
        columns={[
          {
            key: 'name',
            title: t('settings.name'),
            phone: 'title',
            value: row => (
              <span className="two-lines">
                <strong>{row.name}</strong>
                <small>{row.email}</small>
              </span>
            ),
          },
          { key: 'roles', title: t('settings.roles'), value: row => <Names of={rolesOf(row)} /> },
          { key: 'branch', title: t('settings.branch'), value: row => nameIn(branches, row.branchId) },
          {
            key: 'teams',
            title: t('admin.teams'),
            value: row => <Names of={row.teamIds.map(id => nameIn(teams, id))} />,
          },
          {
            key: 'abilities',
            title: t('admin.speaks-and-can-do'),
            value: row => <Names of={[...row.languages.map(code => languageInWords(code, language)), ...row.skills]} />,
          },
          { key: 'state', title: t('settings.state'), width: 170, value: row => <StaffState row={row} /> },
          {
            key: 'do',
            title: '',
            width: 56,
            right: true,
            value: row => <StaffActions row={row} onChange={() => setChanging(row)} onLink={setMade} />,
          },
        ]}
      />
      <Invite open={inviting} onClose={() => setInviting(false)} onLink={setMade} />
      {changing && <Change key={changing.id} row={changing} onClose={() => setChanging(null)} />}
      <LinkShown made={made} onClose={() => setMade(null)} />
    </Page>
  )
}

function StaffState({ row }: { row: StaffMember }) {
  const t = useT()
  const now = useNow()
  const state = stateOf(row)
  if (state === 'deactivated') return <Status feel="quiet">{t('settings.deactivated')}</Status>
  if (state === 'active') {
    return (
      <span className="two-lines">
        <Status feel="good">{t('settings.active')}</Status>
        {row.linkExpiresAt && <small>{t('admin.link-open')}</small>}
      </span>
    )
  }
  const holds = row.linkExpiresAt && Temporal.Instant.compare(Temporal.Instant.from(row.linkExpiresAt), now) > 0
  if (!holds) return <Status feel="warn">{t('admin.invite-expired')}</Status>
  return (
    <span className="two-lines">
      <Status feel="waiting">{t('admin.invited')}</Status>
      <small>
        {t('admin.invited-until')} <Time at={row.linkExpiresAt} />
      </small>
    </span>
  )
}

function Invite({ open, onClose, onLink }: { open: boolean; onClose: () => void; onLink: (made: Made) => void }) {
  const t = useT()
  const me = useMe()
  return (
    <FormDrawer<
      Omit<GivenTo<typeof inviteStaff>['body'], 'language'> & { language: string },
      GivenTo<typeof inviteStaff>,
      Made
    >
      title={t('admin.invite')}
      submit={t('admin.invite')}
      open={open}
      onClose={onClose}
      action={useDo(inviteStaff)}
      given={({ language, ...body }) => ({
        body: { ...body, language: language === 'zh' || language === 'en' ? language : null },
      })}
      initial={{ branchId: me.branchId, roles: ['agent'], language: '' }}
      onDone={onLink}
    >
      <p className="muted panel-hint">{t('admin.invite-hint')}</p>
      <Form.Item
        name="email"
        label={t('settings.email')}
        normalize={(text: string) => text.trim()}
        rules={[{ required: true, type: 'email' }]}
      >
        <Input inputMode="email" autoComplete="off" maxLength={200} />
      </Form.Item>
      <StaffFields />
      <LanguageField />
    </FormDrawer>
  )
}

/** The language mails and pages come in; without a choice the browser's. */
export function LanguageField() {
  const t = useT()
  return (
    <Form.Item name="language" label={t('admin.language')}>
      <Segmented
        options={[
          { value: '', label: t('admin.language-browser') },
          { value: 'zh', label: t('admin.language-zh') },
          { value: 'en', label: t('admin.language-en') },
        ]}
      />
    </Form.Item>
  )
}

function Change({ row, onClose }: { row: StaffMember; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  const { name, roles, customRoleIds, branchId, teamIds, languages, skills } = row
  return (
    <FormDrawer<GivenTo<typeof changeStaff>['body'], GivenTo<typeof changeStaff>, StaffMember>
      title={t('admin.change-staff', { name })}
      submit={t('settings.save')}
      open
      onClose={onClose}
      action={useDo(changeStaff, { topics: ['people', 'calendars'] })}
      given={body => ({ params: { id: row.id }, body: { customRoleIds, ...body } })}
      initial={{ name, roles, customRoleIds, branchId, teamIds, languages, skills }}
      onDone={done => say.done(t('admin.staff-changed', { name: done.name }))}
    >
      <StaffFields />
    </FormDrawer>
  )
}
