import { Form, Input, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { addTeam, listBranches, listStaff, listTeams } from '../../server/people/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { useSay } from '../kit/say.tsx'
import { Table } from '../kit/Table.tsx'
import { Names } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { branchTree } from './branch-tree.ts'

type Team = AnswerOf<typeof listTeams>['items'][number]

/** The teams that campaigns are given to. */
export function TeamsPage() {
  const t = useT()
  const [adding, setAdding] = useState(false)
  const list = useList(listTeams)
  const branches = useAsk(listBranches).data?.items ?? []
  const staff = useAsk(listStaff).data?.items ?? []
  const nameOf = (id: string) => staff.find(member => member.id === id)?.name ?? '–'
  const add = (
    <Button type="primary" needs={addTeam} onClick={() => setAdding(true)}>
      {t('settings.add-team')}
    </Button>
  )
  return (
    <Page title={t('settings.teams')} hint={t('settings.teams-hint')} action={list.rows?.length !== 0 && add}>
      <Table
        label={t('settings.teams')}
        list={list}
        rowKey={row => row.id}
        empty={<Empty title={t('settings.no-teams')} hint={t('settings.no-teams-hint')} action={add} />}
        columns={[
          { key: 'name', title: t('settings.team-name'), value: row => <strong>{row.name}</strong>, phone: 'title' },
          {
            key: 'branch',
            title: t('settings.branch'),
            value: row => branches.find(({ id }) => id === row.branchId)?.name ?? '–',
          },
          {
            key: 'members',
            title: t('settings.members'),
            value: row => <Names of={row.memberIds.map(nameOf)} />,
          },
        ]}
      />
      <AddTeam open={adding} onClose={() => setAdding(false)} branches={branches} staff={staff} />
    </Page>
  )
}

interface AddTeamProps {
  open: boolean
  onClose: () => void
  branches: AnswerOf<typeof listBranches>['items']
  staff: AnswerOf<typeof listStaff>['items']
}

function AddTeam({ open, onClose, branches, staff }: AddTeamProps) {
  const t = useT()
  const me = useMe()
  const say = useSay()
  const members = staff.filter(({ deactivatedAt }) => deactivatedAt === null)
  return (
    <FormDrawer<GivenTo<typeof addTeam>['body'], GivenTo<typeof addTeam>, Team>
      title={t('settings.add-team')}
      submit={t('settings.add-team')}
      open={open}
      onClose={onClose}
      action={useDo(addTeam)}
      given={body => ({ body })}
      initial={{ branchId: me.branchId, memberIds: [] }}
      onDone={({ name }) => say.done(t('settings.team-added', { name }))}
    >
      <Form.Item name="name" label={t('settings.team-name')} rules={[{ required: true }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="branchId" label={t('settings.branch')} rules={[{ required: true }]}>
        <TreeSelect treeData={branchTree(branches)} treeDefaultExpandAll />
      </Form.Item>
      <Form.Item name="memberIds" label={t('settings.members')}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={members.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </FormDrawer>
  )
}
