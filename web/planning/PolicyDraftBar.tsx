import { App, Drawer } from 'antd'
import { useState } from 'react'
import { readReplays } from '../../server/contacts/replay-contract.ts'
import { approveDraft, discardDraft, returnDraft, submitDraft, withdrawDraft } from '../../server/policy/contract.ts'
import { differences } from '../../server/policy/diff-rules.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useMe } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { Time } from '../kit/Time.tsx'
import { whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import { PolicyChanges } from './PolicyChanges.tsx'
import type { Content, SayRule } from './say-rule.ts'
import type { Draft } from './use-policy-draft.ts'

const SubmitForm = whenOpened(() => import('./PolicyDraftForms.tsx').then(file => file.SubmitForm))
const ReturnForm = whenOpened(() => import('./PolicyDraftForms.tsx').then(file => file.ReturnForm))
const PolicyReplay = whenOpened(() => import('./PolicyReplay.tsx').then(file => file.PolicyReplay))

interface DraftBarProps {
  draft: Draft
  say: Omit<SayRule, 'rules'>
}

/** Where the draft stands: what it changes, what is wrong in it, and the next step of whoever is looking. */
export function DraftBar({ draft, say }: DraftBarProps) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const [replaying, setReplaying] = useState(false)
  const changes = differences(draft.base as Content, draft.content as Content).length
  const general = draft.problems.filter(problem => problem.subject === null)
  const { submitted, returned } = draft
  return (
    <section className="policy-bar" aria-label={t('policy.show-draft')}>
      <div className="policy-bar-line">
        <div>
          {submitted ? (
            <Status feel="waiting">
              {t('policy.waits-for', { version: submitted.version, name: submitted.submittedBy?.name ?? '' })}
            </Status>
          ) : (
            <strong>{t('policy.draft-bar', { count: changes })}</strong>
          )}
          {submitted ? (
            <p className="muted">
              {submitted.reason || t('policy.draft-bar', { count: changes })}
              {submitted.takesEffectOn && <> · {t('policy.from-day', { day: submitted.takesEffectOn })}</>}
            </p>
          ) : (
            <p className="faint">
              {draft.saves > 0 && (
                <>
                  {t('policy.draft-saved', { name: draft.savedBy.name })} <Time at={draft.savedAt} />
                  {' · '}
                </>
              )}
              {t('policy.draft-saves-itself')}
            </p>
          )}
        </div>
        <div className="policy-bar-do">
          <Button needs={readReplays} onClick={() => setReplaying(true)}>
            {t('policy.replay')}
          </Button>
          {!submitted && <Button onClick={() => setOpen(true)}>{t('policy.see-changes')}</Button>}
          {submitted ? (
            <Decide draft={draft} version={submitted.version} />
          ) : (
            <Submit draft={draft} changes={changes} />
          )}
        </div>
      </div>
      {!submitted && returned && (
        <div className="policy-note">
          <p>
            {t('policy.was-returned', { version: returned.version, name: returned.decidedBy?.name ?? '' })}
            {returned.note}
          </p>
        </div>
      )}
      {general.map(problem => (
        <Status key={problem.code} feel={problem.warning ? 'warn' : 'bad'}>
          {problem.sentence}
        </Status>
      ))}
      <Drawer
        title={t('policy.changes-title')}
        size={640}
        styles={{ wrapper: { maxWidth: '100vw' } }}
        open={open}
        onClose={() => setOpen(false)}
      >
        <PolicyChanges before={draft.base as Content} after={draft.content as Content} say={say} />
      </Drawer>
      <PolicyReplay open={replaying} onClose={() => setReplaying(false)} />
    </section>
  )
}

function Submit({ draft, changes }: { draft: Draft; changes: number }) {
  const t = useT()
  const say = useSay()
  const { modal } = App.useApp()
  const [open, setOpen] = useState(false)
  const submit = useDo(submitDraft, {
    onDone: answer => say.done(t('policy.submitted', { version: answer.draft.submitted!.version })),
  })
  const discard = useDo(discardDraft, { onDone: () => say.done(t('policy.discarded')) })
  const faults = draft.problems.filter(problem => !problem.warning).length
  const ask = () =>
    modal.confirm({
      title: t('policy.discard-sure'),
      content: t('policy.discard-sure-hint'),
      okText: t('policy.discard'),
      okButtonProps: { danger: true },
      onOk: () => discard.mutateAsync({}).catch(say.problem),
    })
  return (
    <>
      <Button needs={discardDraft} onClick={ask}>
        {t('policy.discard')}
      </Button>
      <Button
        type="primary"
        needs={submitDraft}
        whyNot={
          changes === 0 ? t('policy.nothing-yet') : faults > 0 ? t('policy.faults-first', { count: faults }) : null
        }
        loading={submit.isPending}
        onClick={() => setOpen(true)}
      >
        {t('policy.submit')}
      </Button>
      <SubmitForm
        open={open}
        draft={draft}
        onClose={() => setOpen(false)}
        onDone={() => submit.mutate({}, { onError: say.problem })}
      />
    </>
  )
}

function Decide({ draft, version }: { draft: Draft; version: number }) {
  const t = useT()
  const say = useSay()
  const me = useMe()
  const { modal } = App.useApp()
  const [returning, setReturning] = useState(false)
  const withdraw = useDo(withdrawDraft, { onDone: () => say.done(t('policy.withdrawn')) })
  const approve = useDo(approveDraft, { onDone: () => say.done(t('policy.approved', { version })) })
  const { takesEffectOn, writtenBy } = draft.submitted!
  const mine = writtenBy.some(writer => writer.id === me.staffId)
  const ask = () =>
    modal.confirm({
      title: t('policy.approve-sure', { version }),
      content: takesEffectOn ? t('policy.approve-later', { day: takesEffectOn }) : t('policy.approve-now'),
      okText: t('policy.approve'),
      onOk: () => approve.mutateAsync({ body: { version } }).catch(say.problem),
    })
  return (
    <>
      <ProblemNote error={withdraw.error} />
      <Button needs={withdrawDraft} loading={withdraw.isPending} onClick={() => withdraw.mutate({})}>
        {t('policy.withdraw')}
      </Button>
      <Button needs={returnDraft} onClick={() => setReturning(true)}>
        {t('policy.return-draft')}
      </Button>
      <Button type="primary" needs={approveDraft} whyNot={mine && t('policy.not-by-writer')} onClick={ask}>
        {t('policy.approve')}
      </Button>
      <ReturnForm open={returning} version={version} onClose={() => setReturning(false)} />
    </>
  )
}
