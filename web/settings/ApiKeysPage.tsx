import { App, Checkbox, Form, Input, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { createApiKey, KeyPermission, listApiKeys, revokeApiKey } from '../../server/integrations/key-contract.ts'
import { listBranches } from '../../server/people/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { clockNow } from '../kit/clock.ts'
import { Empty } from '../kit/Empty.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { type Feel, Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { type Key, type Say, useT } from '../kit/words.ts'
import { branchTree } from './branch-tree.ts'
import { SecretShown } from './SecretShown.tsx'

type ApiKey = AnswerOf<typeof listApiKeys>['items'][number]
type Fields = { name: string; permissions: string[]; branchId: string; days: (typeof DAYS)[number] }

const DAYS = ['30', '90', '365', 'never'] as const
const FEEL: Record<ApiKey['state'], Feel> = { active: 'good', expired: 'quiet', revoked: 'quiet', 'maker-gone': 'warn' }

const sayPermission = (permission: string, t: Say) =>
  t(`admin.may-${permission.replace('.', '-')}` as Key as 'admin.permission')

/** The keys of other programs: what each may do, when it was used, and the way to end it. */
export function ApiKeysPage() {
  const t = useT()
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  const list = useList(listApiKeys)
  const create = (
    <Button type="primary" needs={createApiKey} onClick={() => setMaking(true)}>
      {t('integrations.key-create')}
    </Button>
  )
  return (
    <Page title={t('integrations.keys')} hint={t('integrations.keys-hint')} action={create}>
      <Table
        label={t('integrations.keys')}
        list={list}
        rowKey={row => row.id}
        dim={row => row.state !== 'active'}
        empty={<Empty title={t('integrations.no-keys')} hint={t('integrations.no-keys-hint')} />}
        columns={[
          { key: 'name', title: t('integrations.key-name'), phone: 'title', value: row => <KeyName row={row} /> },
          { key: 'may', title: t('integrations.key-permissions'), value: row => <Permissions row={row} /> },
          { key: 'maker', title: t('integrations.key-maker'), width: 110, value: row => row.createdBy },
          {
            key: 'used',
            title: t('integrations.key-used'),
            width: 130,
            value: row => (row.lastUsedAt ? <Time at={row.lastUsedAt} /> : t('integrations.key-unused')),
          },
          {
            key: 'ends',
            title: t('integrations.key-ends'),
            width: 130,
            value: row => (row.expiresAt ? <Time at={row.expiresAt} /> : t('integrations.key-never')),
          },
          {
            key: 'state',
            title: t('integrations.state'),
            width: 130,
            value: row => <Status feel={FEEL[row.state]}>{t(`integrations.key-state-${row.state}`)}</Status>,
          },
          { key: 'do', title: '', width: 80, right: true, value: row => <Revoke row={row} /> },
        ]}
      />
      <CreateKey open={making} onClose={() => setMaking(false)} onMade={setMade} />
      <SecretShown title={t('integrations.secret-key')} secret={made} onClose={() => setMade(null)}>
        <p className="muted">{t('integrations.secret-key-use')}</p>
      </SecretShown>
    </Page>
  )
}

function KeyName({ row }: { row: ApiKey }) {
  return (
    <span className="two-lines">
      <strong>{row.name}</strong>
      <small>
        <code>{row.prefix}…</code>
      </small>
    </span>
  )
}

function Permissions({ row }: { row: ApiKey }) {
  const t = useT()
  const lost = row.permissions.length - row.effective.length
  return (
    <span className="two-lines">
      <span>{row.permissions.map(one => sayPermission(one, t)).join(' · ')}</span>
      {lost > 0 && <small>{t('integrations.key-reduced', { n: lost })}</small>}
    </span>
  )
}

/** Cannot be undone, so it asks first. */
function Revoke({ row }: { row: ApiKey }) {
  const t = useT()
  const say = useSay()
  const { modal } = App.useApp()
  const { name } = row
  const revoke = useDo(revokeApiKey, { onDone: () => say.done(t('integrations.key-revoked', { name })) })
  const ask = () =>
    modal.confirm({
      title: t('integrations.key-revoke-sure', { name }),
      content: t('integrations.key-revoke-effect'),
      okText: t('integrations.key-revoke'),
      okButtonProps: { danger: true },
      onOk: () => revoke.mutateAsync({ params: { id: row.id } }).catch(say.problem),
    })
  const ended = row.state === 'revoked' || row.state === 'expired'
  return (
    <Button size="small" type="text" needs={revokeApiKey} whyNot={ended && t('integrations.key-ended')} onClick={ask}>
      {t('integrations.key-revoke')}
    </Button>
  )
}

interface CreateKeyProps {
  open: boolean
  onClose: () => void
  onMade: (key: string) => void
}

function CreateKey({ open, onClose, onMade }: CreateKeyProps) {
  const t = useT()
  const me = useMe()
  const branches = useAsk(listBranches).data?.items ?? []
  const endOf = (days: Fields['days']) =>
    days === 'never'
      ? null
      : clockNow()
          .add({ hours: 24 * Number(days) })
          .toString()
  return (
    <FormDrawer<Fields, GivenTo<typeof createApiKey>, AnswerOf<typeof createApiKey>>
      title={t('integrations.key-create')}
      submit={t('integrations.key-create')}
      open={open}
      onClose={onClose}
      action={useDo(createApiKey)}
      given={({ days, ...body }) => ({ body: { ...body, expiresAt: endOf(days) } })}
      initial={{ branchId: me.branchId, days: '365' }}
      onDone={({ key }) => onMade(key)}
    >
      <Form.Item
        name="name"
        label={t('integrations.key-name')}
        extra={t('integrations.key-name-hint')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="days" label={t('integrations.key-expires')}>
        <Select options={DAYS.map(days => ({ value: days, label: t(`integrations.key-expires-${days}`) }))} />
      </Form.Item>
      <Form.Item name="branchId" label={t('integrations.key-branch')} extra={t('integrations.key-branch-hint')}>
        <TreeSelect treeData={branchTree(branches)} treeDefaultExpandAll />
      </Form.Item>
      <Form.Item
        name="permissions"
        label={t('integrations.key-permissions')}
        rules={[{ required: true, message: t('integrations.key-permissions-needed') }]}
      >
        <Checkbox.Group style={{ display: 'block' }}>
          <div className="permission-group">
            {KeyPermission.options.map(permission => (
              <Checkbox
                key={permission}
                value={permission}
                disabled={!me.permissions.includes(permission)}
                title={me.permissions.includes(permission) ? undefined : t('admin.you-lack')}
              >
                {sayPermission(permission, t)}
              </Checkbox>
            ))}
          </div>
        </Checkbox.Group>
      </Form.Item>
    </FormDrawer>
  )
}
