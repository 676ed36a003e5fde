import './admin.css'
import { CheckOutlined } from '@ant-design/icons'
import { App, Checkbox, Form, Input, Select, Skeleton } from 'antd'
import { Fragment, useState } from 'react'
import { addRole, changeRole, listRoles, Permission, removeRole } from '../../server/people/role-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useSay } from '../kit/say.tsx'
import { rowsAsList, Table } from '../kit/Table.tsx'
import { Num } from '../kit/Time.tsx'
import { type Key, type Say, useT } from '../kit/words.ts'

type ShownRole = AnswerOf<typeof listRoles>['items'][number]

type Allowed = (typeof Permission.options)[number]

const groupOf = (permission: Allowed) => permission.split('.')[0]!
const GROUPS = [...new Set(Permission.options.map(groupOf))]
const inGroup = (group: string) => Permission.options.filter(permission => groupOf(permission) === group)
const sayPermission = (permission: Allowed, t: Say) =>
  t(`admin.may-${permission.replace('.', '-')}` as Key as 'admin.roles')
const sayGroup = (group: string, t: Say) => t(`admin.group-${group}` as Key as 'admin.roles')
const sayRole = (role: ShownRole, t: Say) => (role.fixed ? t(`kit.role-${role.fixed}`) : role.name)

/** What each role allows, in words; and the organisation's own roles. */
export function RolesPage() {
  const t = useT()
  const [editing, setEditing] = useState<ShownRole | 'new' | null>(null)
  const asked = useAsk(listRoles)
  const roles = asked.data?.items
  const own = roles?.filter(role => role.fixed === null) ?? []
  const add = (
    <Button type="primary" needs={addRole} onClick={() => setEditing('new')}>
      {t('admin.add-role')}
    </Button>
  )
  return (
    <Page title={t('admin.roles')} hint={t('admin.roles-hint')} action={add}>
      {!roles ? (
        asked.error ? (
          <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <Skeleton active />
        )
      ) : (
        <>
          <Matrix roles={roles} />
          <h2 className="section-title">{t('admin.own-roles')}</h2>
          <Table
            label={t('admin.own-roles')}
            list={rowsAsList(own)}
            rowKey={row => row.id}
            onOpen={setEditing}
            empty={<Empty title={t('admin.no-own-roles')} hint={t('admin.no-own-roles-hint')} />}
            columns={[
              { key: 'name', title: t('admin.role-name'), phone: 'title', value: row => <strong>{row.name}</strong> },
              {
                key: 'permissions',
                title: t('admin.role-permissions'),
                value: row => row.permissions.map(one => sayPermission(one, t)).join(' · ') || '–',
              },
              {
                key: 'staff',
                title: t('settings.staff-count'),
                width: 90,
                right: true,
                value: row => <Num value={row.staffCount} />,
              },
              { key: 'do', title: '', width: 90, right: true, value: row => <Remove role={row} /> },
            ]}
          />
        </>
      )}
      {editing && (
        <EditRole
          key={editing === 'new' ? 'new' : editing.id}
          role={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  )
}

function Matrix({ roles }: { roles: readonly ShownRole[] }) {
  const t = useT()
  const [picked, setPicked] = useState(roles[0]!.id)
  const hidden = (role: ShownRole) => (role.id === picked ? undefined : 'matrix-hidden')
  return (
    <>
      <div className="matrix-pick">
        <Select
          aria-label={t('admin.role-shown')}
          style={{ width: '100%' }}
          value={picked}
          onChange={setPicked}
          options={roles.map(role => ({ value: role.id, label: sayRole(role, t) }))}
        />
      </div>
      <div className="matrix-wrap">
        <table className="matrix" aria-label={t('admin.roles')}>
          <thead>
            <tr>
              <th scope="col">{t('admin.permission')}</th>
              {roles.map(role => (
                <th key={role.id} scope="col" className={hidden(role)}>
                  {sayRole(role, t)}
                  <span>{t('admin.role-staff', { count: role.staffCount })}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {GROUPS.map(group => (
              <Fragment key={group}>
                <tr className="matrix-group">
                  <th scope="rowgroup" colSpan={roles.length + 1}>
                    {sayGroup(group, t)}
                  </th>
                </tr>
                {inGroup(group).map(permission => (
                  <tr key={permission}>
                    <th scope="row">{sayPermission(permission, t)}</th>
                    {roles.map(role => (
                      <td key={role.id} className={hidden(role)}>
                        {role.permissions.includes(permission) ? (
                          <CheckOutlined aria-label={t('admin.may-yes')} />
                        ) : (
                          <span className="matrix-no" role="img" aria-label={t('admin.may-no')}>
                            –
                          </span>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Remove({ role }: { role: ShownRole }) {
  const t = useT()
  const say = useSay()
  const { modal } = App.useApp()
  const remove = useDo(removeRole, { onDone: () => say.done(t('admin.role-removed')) })
  const ask = () =>
    modal.confirm({
      title: t('admin.remove-role-sure', { name: role.name }),
      okText: t('admin.remove-role'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync({ params: { id: role.id } }).catch(say.problem),
    })
  return (
    <Button size="small" type="text" needs={removeRole} onClick={ask}>
      {t('admin.remove-role')}
    </Button>
  )
}

type RoleBody = GivenTo<typeof changeRole>['body']

function EditRole({ role, onClose }: { role: ShownRole | null; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  const add = useDo(addRole)
  const change = useDo(changeRole)
  const fields = <RoleFields />
  const common = {
    open: true,
    onClose,
    initial: { name: role?.name, permissions: role?.permissions ?? [] },
    width: 480,
  }
  return role ? (
    <FormDrawer<RoleBody, GivenTo<typeof changeRole>, ShownRole>
      {...common}
      title={t('admin.change-role')}
      submit={t('settings.save')}
      action={change}
      given={body => ({ params: { id: role.id }, body })}
      onDone={({ name }) => say.done(t('admin.role-changed', { name }))}
    >
      {fields}
    </FormDrawer>
  ) : (
    <FormDrawer<RoleBody, GivenTo<typeof addRole>, ShownRole>
      {...common}
      title={t('admin.add-role')}
      submit={t('admin.add-role')}
      action={add}
      given={body => ({ body })}
      onDone={({ name }) => say.done(t('admin.role-added', { name }))}
    >
      {fields}
    </FormDrawer>
  )
}

function RoleFields() {
  const t = useT()
  const me = useMe()
  const lacks = (permission: Allowed) => !me.permissions.includes(permission)
  return (
    <>
      <Form.Item name="name" label={t('admin.role-name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="permissions" label={t('admin.role-permissions')}>
        <Checkbox.Group style={{ display: 'block' }}>
          {GROUPS.map(group => (
            <div key={group} className="permission-group">
              <h3>{sayGroup(group, t)}</h3>
              {inGroup(group).map(permission => (
                <Checkbox
                  key={permission}
                  value={permission}
                  disabled={lacks(permission)}
                  title={lacks(permission) ? t('admin.you-lack') : undefined}
                >
                  {sayPermission(permission, t)}
                </Checkbox>
              ))}
            </div>
          ))}
        </Checkbox.Group>
      </Form.Item>
    </>
  )
}
