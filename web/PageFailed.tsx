import { useRouteError } from 'react-router'
import { Problem } from './kit/api.ts'
import { sentenceOf } from './kit/Problem.tsx'
import { useT } from './kit/words.ts'

/** Shown instead of a page that threw, or whose file is gone because a newer version has been installed. */
export function PageFailed() {
  const t = useT()
  const error = useRouteError()
  if (!(error instanceof Problem)) console.error(error)
  return (
    <main className="page">
      <div className="empty">
        <strong>{t('shell.page-failed')}</strong>
        <p>{sentenceOf(error, t)}</p>
        <button type="button" className="link" onClick={() => location.reload()}>
          {t('shell.reload')}
        </button>
      </div>
    </main>
  )
}
