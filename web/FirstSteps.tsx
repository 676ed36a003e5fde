import './first-steps.css'
import { Skeleton } from 'antd'
import { Link, Navigate } from 'react-router'
import { STEPS, useFirstFinished, useStepsDone } from './first-steps.ts'
import { Page } from './kit/Page.tsx'
import { useT } from './kit/words.ts'

/** The owner's way from an empty installation to the first finished follow-up; goes on to `home` once there is one. */
export function FirstSteps({ home }: { home: string }) {
  const finished = useFirstFinished(true)
  if (finished) return <Navigate to={home} replace />
  return finished === false ? <Steps home={home} /> : <Waiting />
}

function Steps({ home }: { home: string }) {
  const t = useT()
  const done = useStepsDone()
  if (!done) return <Waiting />
  const next = STEPS.find(({ name }) => !done.has(name))
  return (
    <Page title={t('shell.first-steps')} hint={t('shell.first-steps-hint')} narrow>
      <ol className="first-steps">
        {STEPS.map(({ name, to }, at) => (
          <li key={name} className={done.has(name) ? 'step-done' : name === next?.name ? 'step-next' : undefined}>
            <i aria-hidden>{done.has(name) ? '✓' : at + 1}</i>
            <div>
              <Link to={to} aria-current={name === next?.name ? 'step' : undefined}>
                {t(`shell.step-${name}`)}
              </Link>
              {done.has(name) && <span className="faint">{t('shell.step-is-done')}</span>}
              <p>{t(`shell.step-${name}-hint`)}</p>
            </div>
          </li>
        ))}
      </ol>
      <p className="first-steps-end">
        <Link to={home}>{t('shell.steps-later')}</Link>
      </p>
    </Page>
  )
}

function Waiting() {
  const t = useT()
  return (
    <Page title={t('shell.first-steps')} narrow>
      <Skeleton active />
    </Page>
  )
}
