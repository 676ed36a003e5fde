import { App, Form, Input, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { addStaff, deactivateStaff, listBranches, listStaff, Role } from '../../server/people/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Filters, useFilters } from '../kit/Filters.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { Table } from '../kit/Table.tsx'
import { Names } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { branchTree } from './branch-tree.ts'

type StaffMember = AnswerOf<typeof listStaff>['items'][number]

/** The people who can sign in: who they are, what they may do, and where. */
export function StaffPage() {
  const t = useT()
  const [adding, setAdding] = useState(false)
  const [values, set] = useFilters(['q', 'role', 'state'])
  const list = useList(listStaff)
  const branches = useAsk(listBranches).data?.items ?? []
  const branchName = (id: string) => branches.find(branch => branch.id === id)?.name ?? '–'
  const rows = list.rows?.filter(
    row =>
      (!values.q || `${row.name} ${row.email}`.toLowerCase().includes(values.q.toLowerCase())) &&
      (!values.role || row.roles.includes(values.role as never)) &&
      (!values.state || (row.deactivatedAt === null) === (values.state === 'active')),
  )
  return (
    <Page
      title={t('settings.staff')}
      hint={t('settings.staff-hint')}
      action={
        <Button type="primary" needs={addStaff} onClick={() => setAdding(true)}>
          {t('settings.add-staff')}
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
            options: Role.options.map(role => ({ value: role, label: t(`settings.role-${role}`) })),
          },
          {
            name: 'state',
            label: t('settings.state'),
            options: [
              { value: 'active', label: t('settings.active') },
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
        empty={<Empty title={t('settings.no-staff-found')} hint={t('settings.no-staff-found-hint')} />}
        columns={[
          { key: 'name', title: t('settings.name'), value: row => <strong>{row.name}</strong>, phone: 'title' },
          { key: 'email', title: t('settings.email'), value: row => row.email },
          {
            key: 'roles',
            title: t('settings.roles'),
            value: row => <Names of={row.roles.map(role => t(`settings.role-${role}`))} />,
          },
          { key: 'branch', title: t('settings.branch'), value: row => branchName(row.branchId) },
          { key: 'state', title: t('settings.state'), width: 120, value: row => <StaffState row={row} /> },
          { key: 'do', title: '', width: 90, right: true, value: row => <Deactivate row={row} /> },
        ]}
      />
      <AddStaff open={adding} onClose={() => setAdding(false)} branches={branches} />
    </Page>
  )
}

function StaffState({ row }: { row: StaffMember }) {
  const t = useT()
  return row.deactivatedAt === null ? (
    <Status feel="good">{t('settings.active')}</Status>
  ) : (
    <Status feel="quiet">{t('settings.deactivated')}</Status>
  )
}

/** Cannot be undone, so it asks first. */
function Deactivate({ row }: { row: StaffMember }) {
  const t = useT()
  const say = useSay()
  const me = useMe()
  const { modal } = App.useApp()
  const deactivate = useDo(deactivateStaff, {
    onDone: () => say.done(t('settings.deactivated-done', { name: row.name })),
  })
  const whyNot =
    (row.id === me.staffId && t('settings.not-yourself')) || (row.deactivatedAt && t('settings.already-deactivated'))
  const ask = () =>
    modal.confirm({
      title: t('settings.deactivate-sure', { name: row.name }),
      content: t('settings.deactivate-effect'),
      okText: t('settings.deactivate'),
      okButtonProps: { danger: true },
      onOk: () => deactivate.mutateAsync({ params: { id: row.id } }).catch(say.problem),
    })
  return (
    <Button size="small" type="text" needs={deactivateStaff} whyNot={whyNot || null} onClick={ask}>
      {t('settings.deactivate')}
    </Button>
  )
}

interface AddStaffProps {
  open: boolean
  onClose: () => void
  branches: AnswerOf<typeof listBranches>['items']
}

function AddStaff({ open, onClose, branches }: AddStaffProps) {
  const t = useT()
  const me = useMe()
  const say = useSay()
  return (
    <FormDrawer<GivenTo<typeof addStaff>['body'], GivenTo<typeof addStaff>, StaffMember>
      title={t('settings.add-staff')}
      submit={t('settings.add-staff')}
      open={open}
      onClose={onClose}
      action={useDo(addStaff)}
      given={body => ({ body })}
      initial={{ branchId: me.branchId, roles: ['agent'] }}
      onDone={({ name }) => say.done(t('settings.staff-added', { name }))}
    >
      <Form.Item name="name" label={t('settings.name')} rules={[{ required: true }]}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="email" label={t('settings.email')} rules={[{ required: true, type: 'email' }]}>
        <Input inputMode="email" autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('settings.password')}
        extra={t('settings.password-hint')}
        rules={[{ required: true }, { min: 8, message: t('settings.password-hint') }]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item name="roles" label={t('settings.roles')} rules={[{ required: true }]}>
        <Select
          mode="multiple"
          options={Role.options.map(role => ({ value: role, label: t(`settings.role-${role}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="branchId"
        label={t('settings.branch')}
        extra={t('settings.branch-scope-hint')}
        rules={[{ required: true }]}
      >
        <TreeSelect treeData={branchTree(branches)} treeDefaultExpandAll showSearch treeNodeFilterProp="title" />
      </Form.Item>
    </FormDrawer>
  )
}
