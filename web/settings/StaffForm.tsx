import { Form, Input, Select, TreeSelect } from 'antd'
import { listBranches, Role } from '../../server/people/contract.ts'
import { listRoles } from '../../server/people/role-contract.ts'
import { listTeams } from '../../server/people/team-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { useMe } from '../kit/me.ts'
import { useT } from '../kit/words.ts'
import { AbilityFields } from './AbilityFields.tsx'
import { branchTree } from './branch-tree.ts'

/** Where somebody belongs and what he may do: the fields an invitation and a change have in common. */
export function StaffFields() {
  const t = useT()
  const me = useMe()
  const branches = (useAsk(listBranches).data?.items ?? []).filter(branch => branch.closedAt === null)
  const teams = (useAsk(listTeams).data?.items ?? []).filter(team => branches.some(({ id }) => id === team.branchId))
  const roles = useAsk(listRoles).data?.items ?? []
  const lacks = (permissions: readonly string[]) => permissions.some(one => !me.permissions.includes(one))
  const own = roles.filter(role => role.fixed === null)
  const permissionsOf = (role: string) => roles.find(({ fixed }) => fixed === role)?.permissions ?? []
  const option = (value: string, label: string, permissions: readonly string[]) => ({
    value,
    label,
    disabled: lacks(permissions),
    title: lacks(permissions) ? t('admin.you-lack') : undefined,
  })
  return (
    <>
      <Form.Item name="name" label={t('settings.name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="roles"
        label={own.length > 0 ? t('admin.fixed-roles') : t('settings.roles')}
        dependencies={['customRoleIds']}
        rules={[
          form => ({
            validator: (_, chosen: string[] = []) =>
              chosen.length + ((form.getFieldValue('customRoleIds') as string[] | undefined)?.length ?? 0) > 0
                ? Promise.resolve()
                : Promise.reject(new Error(t('kit.required'))),
          }),
        ]}
      >
        <Select
          mode="multiple"
          options={Role.options.map(role => option(role, t(`kit.role-${role}`), permissionsOf(role)))}
        />
      </Form.Item>
      {own.length > 0 && (
        <Form.Item name="customRoleIds" label={t('admin.own-roles')}>
          <Select mode="multiple" options={own.map(({ id, name, permissions }) => option(id, name, permissions))} />
        </Form.Item>
      )}
      <Form.Item
        name="branchId"
        label={t('settings.branch')}
        extra={t('settings.branch-scope-hint')}
        rules={[{ required: true }]}
      >
        <TreeSelect treeData={branchTree(branches)} treeDefaultExpandAll showSearch treeNodeFilterProp="title" />
      </Form.Item>
      <Form.Item name="teamIds" label={t('admin.teams')}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <AbilityFields />
    </>
  )
}
