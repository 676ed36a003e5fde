import { App, Input, Space, TreeSelect } from 'antd'
import { useState } from 'react'
import {
  branchHolds,
  closeBranch,
  moveBranch,
  renameBranch,
  reopenBranch,
} from '../../server/people/branch-contract.ts'
import { addBranch } from '../../server/people/contract.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useMe } from '../kit/me.ts'
import { Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { type Direction, isBelow, type Move, stepOf } from './branch-moves.ts'
import { type Branch, branchTree } from './branch-tree.ts'

interface BranchSideProps {
  branch: Branch
  branches: readonly Branch[]
  onMove: (wanted: Move | null) => void
  onAddBelow: () => void
}

const HELD = ['staff', 'teams', 'branches', 'customers', 'campaigns', 'followups', 'cases'] as const

/** One branch: its name, its place, what it holds, and the ways to change it without a mouse. */
export function BranchSide({ branch, branches, onMove, onAddBelow }: BranchSideProps) {
  const t = useT()
  const me = useMe()
  const stays = branch.id === me.branchId || branch.parentId === null
  return (
    <Panel title={branch.name} extra={branch.closedAt ? <Status feel="quiet">{t('admin.closed')}</Status> : undefined}>
      <dl>
        <dt>{t('settings.kind')}</dt>
        <dd>{t(`settings.kind-${branch.kind}`)}</dd>
        <dt>{t('settings.staff-count')}</dt>
        <dd>
          <Num value={branch.staffCount} />
        </dd>
      </dl>
      <Rename key={branch.id} branch={branch} />
      {!branch.closedAt && (
        <div className="button-row">
          <Button size="small" needs={addBranch} onClick={onAddBelow}>
            {t('settings.add-below', { name: branch.name })}
          </Button>
        </div>
      )}
      <Place branch={branch} branches={branches} onMove={onMove} stays={stays} />
      {branch.kind === 'partner' && (
        <>
          <h3>{t('admin.partner-sees')}</h3>
          <p>{t('admin.partner-sees-what')}</p>
        </>
      )}
      <Closing key={`close ${branch.id}`} branch={branch} stays={stays} />
    </Panel>
  )
}

function Rename({ branch }: { branch: Branch }) {
  const t = useT()
  const say = useSay()
  const [name, setName] = useState(branch.name)
  const rename = useDo(renameBranch, { onDone: done => say.done(t('admin.branch-renamed', { name: done.name })) })
  const save = () => rename.mutate({ params: { id: branch.id }, body: { name } })
  const same = name.trim() === '' || name.trim() === branch.name
  return (
    <>
      <ProblemNote error={rename.error} />
      <Space.Compact block style={{ marginBottom: 12 }}>
        <Input
          aria-label={t('settings.branch-name')}
          value={name}
          maxLength={100}
          onChange={event => setName(event.target.value)}
          onPressEnter={() => !same && save()}
        />
        <Button needs={renameBranch} disabled={same} loading={rename.isPending} onClick={save}>
          {t('admin.rename')}
        </Button>
      </Space.Compact>
    </>
  )
}

const STEPS = [
  ['up', 'admin.move-up', 'admin.cannot-first'],
  ['down', 'admin.move-down', 'admin.cannot-last'],
  ['out', 'admin.move-out', 'admin.cannot-out'],
  ['in', 'admin.move-in', 'admin.cannot-in'],
] as const satisfies readonly (readonly [Direction, string, string])[]

function Place({ branch, branches, onMove, stays }: Omit<BranchSideProps, 'onAddBelow'> & { stays: boolean }) {
  const t = useT()
  const targets = branches.filter(one => !one.closedAt && !isBelow(branches, one.id, branch.id))
  return (
    <>
      <h3>{t('admin.move-to')}</h3>
      <div className="button-row" style={{ marginBottom: 8 }}>
        {STEPS.map(([direction, label, cannot]) => {
          const step = stepOf(branches, branch.id, direction)
          const whyNot = stays ? t('admin.own-branch-stays') : !step && t(cannot)
          return (
            <Button key={direction} size="small" needs={moveBranch} whyNot={whyNot} onClick={() => onMove(step)}>
              {t(label)}
            </Button>
          )
        })}
      </div>
      {!stays && (
        <TreeSelect
          aria-label={t('admin.below-here')}
          style={{ width: '100%' }}
          value={branch.parentId ?? ''}
          treeData={branchTree(targets)}
          treeDefaultExpandAll
          showSearch
          treeNodeFilterProp="title"
          onChange={(parentId: string) => onMove({ id: branch.id, parentId, beforeId: null })}
        />
      )}
    </>
  )
}

function Closing({ branch, stays }: { branch: Branch; stays: boolean }) {
  const t = useT()
  const say = useSay()
  const { modal } = App.useApp()
  const given = { params: { id: branch.id } }
  const holds = useAsk(branchHolds, given, { when: !branch.closedAt && !stays }).data
  const close = useDo(closeBranch, { onDone: ({ name }) => say.done(t('admin.closed-done', { name })) })
  const reopen = useDo(reopenBranch, { onDone: ({ name }) => say.done(t('admin.reopened', { name })) })
  if (stays) return null
  if (branch.closedAt) {
    return (
      <div className="button-row" style={{ marginTop: 16 }}>
        <Button needs={reopenBranch} onClick={() => reopen.mutate(given, { onError: say.problem })}>
          {t('admin.reopen')}
        </Button>
      </div>
    )
  }
  const held = holds ? HELD.filter(what => holds[what] > 0) : []
  const ask = () =>
    modal.confirm({
      title: t('admin.close-branch'),
      content: t('admin.close-hint'),
      okText: t('admin.close-branch'),
      onOk: () => close.mutateAsync(given).catch(say.problem),
    })
  return (
    <>
      <h3>{t('admin.close-branch')}</h3>
      <p>{held.length > 0 ? t('admin.close-blocked') : holds ? t('admin.close-free') : t('admin.close-hint')}</p>
      {held.length > 0 && holds && (
        <ul>
          {held.map(what => (
            <li key={what}>{t(`admin.held-${what}`, { count: holds[what] })}</li>
          ))}
        </ul>
      )}
      <Button
        size="small"
        needs={closeBranch}
        whyNot={held.length > 0 && t('admin.close-blocked')}
        disabled={!holds}
        onClick={ask}
      >
        {t('admin.close-branch')}
      </Button>
    </>
  )
}
