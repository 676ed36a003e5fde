import { Segmented, Skeleton } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { beginDraft, readDraft, readPolicy } from '../../server/policy/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { useMay } from '../kit/me.ts'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { Time } from '../kit/Time.tsx'
import { whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import { PolicyChanges } from './PolicyChanges.tsx'
import { DraftBar } from './PolicyDraftBar.tsx'
import { PolicyGroups } from './PolicyGroups.tsx'
import { PolicyHistory } from './PolicyHistory.tsx'
import { PolicyWeek } from './PolicyWeek.tsx'
import type { Content, Exemption, Rule } from './say-rule.ts'
import type { Draft } from './use-policy-draft.ts'
import './policy.css'

const RuleDrawer = whenOpened(() => import('./PolicyRuleDrawer.tsx').then(file => file.RuleDrawer))
const ExemptionDrawer = whenOpened(() => import('./PolicyExemptionDrawer.tsx').then(file => file.ExemptionDrawer))

type Policy = AnswerOf<typeof readPolicy>
type Editing = { rule: Rule; isNew: boolean } | { exemption: Exemption | null }

/** What every contact obeys: the rules in force, the draft of the next version, and all versions before. */
export function PolicyPage() {
  const t = useT()
  const policy = useAsk(readPolicy)
  const draft = useAsk(readDraft)
  const error = policy.error ?? draft.error
  if (!policy.data || !draft.data) {
    return (
      <Page title={t('policy.title')}>
        {error ? (
          <ProblemNote error={error} onRetry={() => void Promise.all([policy.refetch(), draft.refetch()])} />
        ) : (
          <Skeleton active paragraph={{ rows: 12 }} />
        )}
      </Page>
    )
  }
  return <Shown policy={policy.data} draft={draft.data.draft} />
}

function Shown({ policy, draft }: { policy: Policy; draft: Draft | null }) {
  const t = useT()
  const language = useLanguage()
  const passing = useSay()
  const [{ show }, set] = useFilters(['show'])
  const [editing, setEditing] = useState<Editing | null>(null)
  const begin = useDo(beginDraft, { onDone: () => set('show', 'draft') })
  const canWrite = useMay(beginDraft.permission)
  const onDraft = draft !== null && show !== 'in-force'
  const content = (onDraft ? draft.content : policy.content) as Content
  const names = { ...policy.names, ...draft?.names }
  const say = { t, language, names, rules: content.rules }
  const writable = onDraft && !draft.submitted && canWrite
  return (
    <Page
      title={t('policy.title')}
      hint={t('policy.hint')}
      action={
        <>
          <Link to="/policy/packs" className="policy-link">
            {t('policy.open-packs')}
          </Link>
          {!draft && (
            <Button
              type="primary"
              needs={beginDraft}
              loading={begin.isPending}
              onClick={() => begin.mutate({}, { onError: passing.problem })}
            >
              {t('policy.begin-draft')}
            </Button>
          )}
        </>
      }
    >
      {draft && (
        <Segmented
          className="policy-show"
          value={onDraft ? 'draft' : 'in-force'}
          onChange={value => set('show', value)}
          options={[
            {
              value: 'draft',
              label: draft.submitted
                ? t('policy.show-waiting', { version: draft.submitted.version })
                : t('policy.show-draft'),
            },
            { value: 'in-force', label: t('policy.show-in-force', { version: policy.version }) },
          ]}
        />
      )}
      {onDraft ? <DraftBar draft={draft} say={say} /> : <InForce policy={policy} />}
      {onDraft && draft.submitted && (
        <Panel title={t('policy.changes-title')}>
          <PolicyChanges before={draft.base as Content} after={content} say={say} />
        </Panel>
      )}
      <div className="policy-columns">
        <div>
          <PolicyGroups
            content={content}
            say={say}
            {...(onDraft && { problems: draft.problems })}
            {...(writable && { onEdit: setEditing })}
          />
        </div>
        <div className="policy-side">
          <PolicyWeek content={content} />
        </div>
      </div>
      <PolicyHistory inForce={policy.version} />
      {writable && editing && 'rule' in editing && (
        <RuleDrawer key={editing.rule.id} open draft={draft} {...editing} say={say} onClose={() => setEditing(null)} />
      )}
      {writable && editing && 'exemption' in editing && (
        <ExemptionDrawer
          key={editing.exemption?.id ?? 'new'}
          open
          draft={draft}
          exemption={editing.exemption}
          say={say}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  )
}

function InForce({ policy: { stated, next } }: { policy: Policy }) {
  const t = useT()
  return (
    <p className="policy-stated muted">
      {!stated ? (
        t('policy.is-default')
      ) : (
        <>
          {stated.carriedOver
            ? t('policy.is-carried-over')
            : t('policy.is-stated', { name: stated.decidedBy?.name ?? '' })}{' '}
          <Time at={stated.inForceFrom} />
        </>
      )}
      {next?.takesEffectOn && (
        <Link to={`/policy/versions/${next.version}`}>
          {' '}
          {t('policy.is-next', { version: next.version, day: next.takesEffectOn })}
        </Link>
      )}
    </p>
  )
}
