import { PlusOutlined } from '@ant-design/icons'
import { Form, Input, Segmented, TreeSelect } from 'antd'
import { useState } from 'react'
import { addBranch, listBranches, listStaff } from '../../server/people/contract.ts'
import type { GivenTo } from '../kit/api.ts'
import { useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { useSay } from '../kit/say.tsx'
import { Table } from '../kit/Table.tsx'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { type Branch, branchRows, branchTree } from './branch-tree.ts'

/** The branches as a tree, partners included. */
export function BranchesPage() {
  const t = useT()
  const me = useMe()
  const [parentId, setParentId] = useState<string | null>(null)
  const list = useList(listBranches)
  const staff = useList(listStaff).rows ?? []
  const staffIn = (id: string) =>
    staff.filter(({ branchId, deactivatedAt }) => branchId === id && !deactivatedAt).length
  return (
    <Page
      title={t('settings.branches')}
      hint={t('settings.branches-hint')}
      action={
        <Button type="primary" needs={addBranch} onClick={() => setParentId(me.branchId)}>
          {t('settings.add-branch')}
        </Button>
      }
    >
      <Table
        label={t('settings.branches')}
        list={{ ...list, rows: list.rows && branchRows(list.rows) }}
        rowKey={row => row.id}
        empty={null}
        columns={[
          {
            key: 'name',
            title: t('settings.branch-name'),
            phone: 'title',
            value: row => (
              <span className="tree-cell" style={{ paddingInlineStart: row.depth * 24 }}>
                {row.name}
              </span>
            ),
          },
          { key: 'kind', title: t('settings.kind'), width: 140, value: row => t(`settings.kind-${row.kind}`) },
          {
            key: 'staff',
            title: t('settings.staff-count'),
            width: 120,
            right: true,
            value: row => <Num value={staffIn(row.id)} />,
          },
          {
            key: 'do',
            title: '',
            width: 64,
            right: true,
            phone: 'hide',
            value: row => (
              <Button
                size="small"
                type="text"
                icon={<PlusOutlined />}
                needs={addBranch}
                title={t('settings.add-below', { name: row.name })}
                aria-label={t('settings.add-below', { name: row.name })}
                onClick={() => setParentId(row.id)}
              />
            ),
          },
        ]}
      />
      <AddBranch key={parentId} parentId={parentId} onClose={() => setParentId(null)} branches={list.rows ?? []} />
    </Page>
  )
}

interface AddBranchProps {
  /** The branch below which to add; `null` while nothing is added. */
  parentId: string | null
  onClose: () => void
  branches: readonly Branch[]
}

function AddBranch({ parentId, onClose, branches }: AddBranchProps) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<GivenTo<typeof addBranch>['body'], GivenTo<typeof addBranch>, Branch>
      title={t('settings.add-branch')}
      submit={t('settings.add-branch')}
      open={parentId !== null}
      onClose={onClose}
      action={useDo(addBranch)}
      given={body => ({ body })}
      initial={{ parentId: parentId ?? undefined, kind: 'own' }}
      onDone={({ name }) => say.done(t('settings.branch-added', { name }))}
    >
      <Form.Item name="parentId" label={t('settings.parent')} rules={[{ required: true }]}>
        <TreeSelect treeData={branchTree(branches)} treeDefaultExpandAll />
      </Form.Item>
      <Form.Item name="name" label={t('settings.branch-name')} rules={[{ required: true }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="kind" label={t('settings.kind')}>
        <Segmented
          options={[
            { value: 'own', label: t('settings.kind-own') },
            { value: 'partner', label: t('settings.kind-partner') },
          ]}
        />
      </Form.Item>
    </FormDrawer>
  )
}
