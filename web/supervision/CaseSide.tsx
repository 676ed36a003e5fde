import { CheckOutlined } from '@ant-design/icons'
import { ATTEMPTS_BEFORE_CLOSING, CASE_STATES } from '../../server/cases/rules.ts'
import { CustomerName } from '../customers/CustomerName.tsx'
import { Masked } from '../kit/Masked.tsx'
import { Panel } from '../kit/Page.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { CaseFile } from './CasePage.tsx'
import { TimeLeft } from './CasePieces.tsx'
import { Facts } from './Facts.tsx'

/** Beside a case: how long is left, how it closes, who the customer is. */
export function CaseSide({ file }: { file: CaseFile }) {
  return (
    <aside className="case-side">
      <Deadline file={file} />
      <HowItCloses file={file} />
      <CustomerBrief file={file} />
    </aside>
  )
}

function Deadline({ file }: { file: CaseFile }) {
  const t = useT()
  const running = file.state === 'open'
  return (
    <Panel title={t('supervision.deadline')}>
      {running && (
        <p className="case-left">
          <TimeLeft dueAt={file.dueAt} />
        </p>
      )}
      {file.state === 'confirming' && <p className="case-rest">{t('supervision.no-deadline-running')}</p>}
      <Facts
        of={[
          file.closedAt !== null && [t('supervision.closed'), <Time key="closed" at={file.closedAt} />],
          [t(running ? 'supervision.due-at' : 'supervision.was-due'), <Time key="due" at={file.dueAt} />],
          [t('supervision.owner'), file.owner.name],
        ]}
      />
      {file.escalatedTo && file.state !== 'closed' && (
        <p className="case-rest">{t('supervision.gone-up-to', { name: file.escalatedTo.name })}</p>
      )}
      {file.state === 'confirming' && file.confirmAttempts > 0 && (
        <p className="case-rest">
          {t('supervision.attempts-to-confirm', { made: file.confirmAttempts, needed: ATTEMPTS_BEFORE_CLOSING })}
        </p>
      )}
      {file.reopened > 0 && <p className="case-rest">{t('supervision.reopened-times', { count: file.reopened })}</p>}
    </Panel>
  )
}

/** The three states of a case and the one way to its end. */
function HowItCloses({ file }: { file: CaseFile }) {
  const t = useT()
  const at = CASE_STATES.indexOf(file.state)
  const stage = file.state === 'confirming' && file.escalatedAt ? 'escalated' : file.state
  return (
    <Panel title={t('supervision.how-it-closes')}>
      <ol className="case-steps">
        {CASE_STATES.map((state, index) => (
          <li key={state} aria-current={index === at ? 'step' : undefined} data-past={index < at || undefined}>
            <i className="case-step-mark" aria-hidden>
              {index < at || file.state === 'closed' ? <CheckOutlined /> : index + 1}
            </i>
            {t(`supervision.step-${state}`)}
          </li>
        ))}
      </ol>
      <p>
        <b>{t('supervision.closes-rule')}</b>
      </p>
      <p className="muted">
        {file.closedHow === 'not-reached' ? t('supervision.closed-unheard') : t(`supervision.closes-${stage}`)}
      </p>
    </Panel>
  )
}

function CustomerBrief({ file: { brief } }: { file: CaseFile }) {
  const t = useT()
  return (
    <Panel title={t('supervision.customer')}>
      <p className="case-customer">
        <CustomerName id={brief.id} name={brief.name} />
      </p>
      <p className="muted">
        {[t(`customers.kind-${brief.kind}`), brief.branchName, brief.externalId].filter(Boolean).join(' · ')}
      </p>
      <ul className="case-points">
        {brief.points.map(point => (
          <li key={point.id}>
            <Masked value={point.masked} />
            {point.state !== 'valid' && <span className="faint">{t(`customers.point-${point.state}`)}</span>}
          </li>
        ))}
      </ul>
      {brief.points.length === 0 && <p className="faint">{t('supervision.no-points')}</p>}
      {brief.note && <p className="as-written muted">{brief.note}</p>}
    </Panel>
  )
}
