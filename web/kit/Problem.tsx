import { CloseCircleFilled } from '@ant-design/icons'
import { Button } from 'antd'
import { OFFLINE, Problem } from './api.ts'
import { type Say, useT } from './words.ts'

/** The sentence for what went wrong: what happened, what is safe, what to do next. */
export function sentenceOf(error: unknown, t: Say): string {
  if (!(error instanceof Problem)) return t('kit.bug')
  if (error.reason === OFFLINE) return t('kit.offline')
  return error.detail || t('kit.no-answer', { status: error.status })
}

interface ProblemNoteProps {
  error: unknown
  onRetry?: () => void
}

/** The one way to show a refusal or a failure, where the person is looking. Nothing typed is lost. */
export function ProblemNote({ error, onRetry }: ProblemNoteProps) {
  const t = useT()
  if (!error) return null
  return (
    <div className="problem" role="alert">
      <CloseCircleFilled aria-hidden />
      <p>{sentenceOf(error, t)}</p>
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          {t('kit.retry')}
        </Button>
      )}
    </div>
  )
}
