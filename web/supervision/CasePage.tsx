import './supervision.css'
import { LeftOutlined } from '@ant-design/icons'
import { Skeleton } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { assignCase, closeUnheard, confirmAgain, getCase, solveCase } from '../../server/cases/contract.ts'
import { addFollowup } from '../../server/followups/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useMay, useMe } from '../kit/me.ts'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useSay } from '../kit/say.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { AddFollowup } from './AddFollowup.tsx'
import { AssignCase } from './AssignCase.tsx'
import { CaseHistory } from './CaseHistory.tsx'
import { CaseStatus, SeverityMark } from './CasePieces.tsx'
import { CaseSide } from './CaseSide.tsx'
import { CloseUnheard } from './CloseUnheard.tsx'
import { whyNotStep } from './case-steps.ts'
import { NoteBox } from './NoteBox.tsx'
import { SolveCase } from './SolveCase.tsx'

export type CaseFile = AnswerOf<typeof getCase>

/** One case: what the customer said, how long is left, what happened, and what can be done now. */
export function CasePage() {
  const t = useT()
  const { id = '' } = useParams()
  const asked = useAsk(getCase, { params: { id } }, { topics: ['cases', 'followups'] })
  const file = asked.data?.id === id ? asked.data : undefined
  if (file) return <OneCase file={file} />
  return (
    <Page title={t('supervision.cases')} hint={<AllCases />}>
      {asked.error ? (
        <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </Page>
  )
}

function AllCases() {
  const t = useT()
  return (
    <Link to="/cases">
      <LeftOutlined aria-hidden /> {t('supervision.all-cases')}
    </Link>
  )
}

function OneCase({ file }: { file: CaseFile }) {
  const t = useT()
  return (
    <Page
      title={t('supervision.case-of', { name: file.customer.name })}
      hint={
        <span className="case-hint">
          <AllCases />
          <CaseStatus row={file} />
          <SeverityMark of={file.severity} />
          <span>{file.branch.name}</span>
        </span>
      }
      action={<Actions file={file} />}
    >
      <div className="case">
        <div className="case-main">
          <Panel>
            <blockquote className="case-words">{file.problem}</blockquote>
            <Origin file={file} />
          </Panel>
          {file.solution !== null && <Solution file={file} />}
          <Panel title={t('supervision.history')}>
            <CaseHistory events={file.events} />
            <NoteBox file={file} />
          </Panel>
        </div>
        <CaseSide file={file} />
      </div>
    </Page>
  )
}

function Actions({ file }: { file: CaseFile }) {
  const t = useT()
  const say = useSay()
  const [open, setOpen] = useState<'assign' | 'solve' | 'followup' | 'end'>()
  const close = () => setOpen(undefined)
  const again = useDo(confirmAgain, {
    topics: ['cases', 'followups', 'reports'],
    onDone: () => say.done(t('supervision.confirm-again-done')),
  })
  const solving = file.state === 'open'
  const { staffId } = useMe()
  return (
    <>
      <Button needs={addFollowup} onClick={() => setOpen('followup')}>
        {t('supervision.add-followup')}
      </Button>
      <Button needs={assignCase} whyNot={whyNotStep(file, 'assign', t)} onClick={() => setOpen('assign')}>
        {t('supervision.assign')}
      </Button>
      <Button
        type={solving ? 'default' : 'primary'}
        needs={confirmAgain}
        whyNot={whyNotStep(file, 'confirm-again', t)}
        loading={again.isPending}
        onClick={() => again.mutate({ params: { id: file.id } }, { onError: say.problem })}
      >
        {t('supervision.confirm-again')}
      </Button>
      <Button
        type={solving ? 'primary' : 'default'}
        needs={solveCase}
        whyNot={whyNotStep(file, 'solve', t)}
        onClick={() => setOpen('solve')}
      >
        {t('supervision.solve')}
      </Button>
      {file.state === 'confirming' && (
        <Button
          needs={closeUnheard}
          whyNot={whyNotStep(file, 'close-unheard', t, staffId)}
          onClick={() => setOpen('end')}
        >
          {t('supervision.close-unheard')}
        </Button>
      )}
      <AddFollowup open={open === 'followup'} onClose={close} customer={file.customer} />
      <CloseUnheard open={open === 'end'} onClose={close} caseId={file.id} />
      <AssignCase open={open === 'assign'} onClose={close} file={file} />
      <SolveCase open={open === 'solve'} onClose={close} caseId={file.id} />
    </>
  )
}

/** Where the problem was heard, by whom and when. */
function Origin({ file }: { file: CaseFile }) {
  const t = useT()
  const mayFollowups = useMay('followups.read')
  const name = file.createdBy.name
  return (
    <p className="case-origin">
      <span>
        {file.raisedByFollowupId ? t('supervision.raised-in', { name }) : t('supervision.raised-by', { name })}
      </span>
      <Time at={file.createdAt} />
      {file.raisedByFollowupId && mayFollowups && (
        <Link to={`/followups?id=${file.raisedByFollowupId}`}>{t('supervision.to-that-followup')}</Link>
      )}
    </p>
  )
}

function Solution({ file }: { file: CaseFile }) {
  const t = useT()
  const mayFollowups = useMay('followups.read')
  return (
    <Panel title={t('supervision.solution')}>
      <p className="case-solution as-written">{file.solution}</p>
      <p className="case-origin">
        <span>
          {t('supervision.solved-by', { name: file.solvedBy?.name ?? t('supervision.product') })}
          <Time at={file.solvedAt} />
        </span>
        {file.confirmingFollowupId && mayFollowups && (
          <Link to={`/followups?id=${file.confirmingFollowupId}`}>{t('supervision.to-confirming')}</Link>
        )}
      </p>
    </Panel>
  )
}
