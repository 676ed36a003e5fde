import './admin.css'
import { Form, Input, Segmented, Skeleton, Tree, TreeSelect } from 'antd'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { addBranch, listBranches } from '../../server/people/contract.ts'
import type { GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMay, useMe } from '../kit/me.ts'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { BranchSide } from './BranchSide.tsx'
import { type Direction, dropOf, stepOf } from './branch-moves.ts'
import { type Branch, branchTree } from './branch-tree.ts'
import { useBranchMove } from './use-branch-move.tsx'

const STEP_OF_KEY: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'out',
  ArrowRight: 'in',
}

/** The branches as a tree, partners included: ordered and moved by mouse or keyboard. */
export function BranchesPage() {
  const t = useT()
  const me = useMe()
  const [parentId, setParentId] = useState<string | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const asked = useAsk(listBranches)
  const branches = asked.data?.items
  const move = useBranchMove(branches ?? [])
  const branch = branches?.find(({ id }) => id === chosen)
  return (
    <Page
      title={t('settings.branches')}
      hint={t('admin.branches-hint')}
      action={
        <Button type="primary" needs={addBranch} onClick={() => setParentId(branch?.id ?? me.branchId)}>
          {t('settings.add-branch')}
        </Button>
      }
    >
      {!branches ? (
        asked.error ? (
          <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <Skeleton active />
        )
      ) : (
        <div className="branches">
          <BranchTree branches={branches} chosen={chosen} onChoose={setChosen} onMove={move} />
          <div className="branch-side">
            {branch ? (
              <BranchSide branch={branch} branches={branches} onMove={move} onAddBelow={() => setParentId(branch.id)} />
            ) : (
              <Panel>
                <p className="muted">{t('admin.choose-branch')}</p>
              </Panel>
            )}
          </div>
        </div>
      )}
      <AddBranch key={parentId} parentId={parentId} onClose={() => setParentId(null)} branches={branches ?? []} />
    </Page>
  )
}

interface BranchTreeProps {
  branches: readonly Branch[]
  chosen: string | null
  onChoose: (id: string | null) => void
  onMove: ReturnType<typeof useBranchMove>
}

/** Above this many rows the tree draws only those in sight. */
const ALL_IN_SIGHT = 60
const TREE_HEIGHT = 640

function BranchTree({ branches, chosen, onChoose, onMove }: BranchTreeProps) {
  const t = useT()
  const me = useMe()
  const mayMove = useMay('people.manage')
  const [wanted, setWanted] = useState('')
  const shown = useMemo(() => matching(branches, wanted), [branches, wanted])
  const byId = useMemo(() => new Map(branches.map(branch => [branch.id, branch])), [branches])
  const keys = useMemo(() => shown.map(({ id }) => id), [shown])
  const stepByKey = (event: KeyboardEvent) => {
    const direction = event.altKey ? STEP_OF_KEY[event.key] : undefined
    if (!direction || !chosen || chosen === me.branchId || !mayMove) return
    event.preventDefault()
    event.stopPropagation()
    onMove(stepOf(branches, chosen, direction))
  }
  return (
    <section className="branches-tree" aria-label={t('admin.branch-tree')} onKeyDownCapture={stepByKey}>
      <Input
        type="search"
        allowClear
        aria-label={t('admin.find-branch')}
        placeholder={t('admin.find-branch')}
        value={wanted}
        onChange={event => setWanted(event.target.value)}
        style={{ marginBottom: 8 }}
      />
      {shown.length === 0 ? (
        <Empty title={t('admin.no-branch-found')} hint={t('admin.no-branch-found-hint')} />
      ) : (
        <Tree
          key={wanted}
          blockNode
          defaultExpandedKeys={keys}
          selectedKeys={chosen ? [chosen] : []}
          treeData={nodesOf(branchTree(shown))}
          {...(shown.length > ALL_IN_SIGHT && { height: TREE_HEIGHT, virtual: true })}
          titleRender={node => <NodeTitle branch={byId.get(String(node.key))!} />}
          onSelect={([key]) => onChoose(key ? String(key) : null)}
          draggable={mayMove && wanted === '' ? { nodeDraggable: node => node.key !== me.branchId } : false}
          onDrop={({ dragNode, node, dropToGap, dropPosition }) => {
            const index = Number(node.pos.split('-').at(-1))
            const place = !dropToGap ? 'inside' : dropPosition < index ? 'before' : 'behind'
            onMove(dropOf(branches, String(dragNode.key), { id: String(node.key), place }))
          }}
        />
      )}
    </section>
  )
}

function NodeTitle({ branch }: { branch: Branch }) {
  const t = useT()
  return (
    <span className="branch-node">
      <span className={branch.closedAt ? 'branch-node-closed' : undefined}>{branch.name}</span>
      <small>
        {[
          branch.kind === 'partner' && t('settings.kind-partner'),
          branch.closedAt && t('admin.closed'),
          branch.staffCount > 0 && t('admin.role-staff', { count: branch.staffCount }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </span>
  )
}

interface TreeNode {
  key: string
  title: string
  children: TreeNode[]
}

function nodesOf(tree: ReturnType<typeof branchTree>): TreeNode[] {
  return tree.map(({ value, title, children }) => ({ key: value, title, children: nodesOf(children) }))
}

/** The branches whose name holds the words, with those above them. */
function matching(branches: readonly Branch[], wanted: string): readonly Branch[] {
  const words = wanted.trim().toLowerCase()
  if (words === '') return branches
  const parents = new Map(branches.map(({ id, parentId }) => [id, parentId]))
  const kept = new Set<string>()
  for (const { id, name } of branches) {
    if (!name.toLowerCase().includes(words)) continue
    for (let at: string | null | undefined = id; at && !kept.has(at); at = parents.get(at)) kept.add(at)
  }
  return branches.filter(({ id }) => kept.has(id))
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
        <TreeSelect
          treeData={branchTree(branches.filter(branch => !branch.closedAt))}
          treeDefaultExpandAll
          showSearch
          treeNodeFilterProp="title"
        />
      </Form.Item>
      <Form.Item name="name" label={t('settings.branch-name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="kind" label={t('settings.kind')} extra={t('admin.partner-sees-what')}>
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
