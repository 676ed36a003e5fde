import { useNavigate } from 'react-router'
import { listPolicyVersions } from '../../server/policy/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useList } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { Panel } from '../kit/Page.tsx'
import { type Feel, Status } from '../kit/Status.tsx'
import { Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

export type Version = AnswerOf<typeof listPolicyVersions>['items'][number]

const FEEL = {
  'in-force': 'good',
  over: 'quiet',
  later: 'info',
  overtaken: 'quiet',
  waiting: 'waiting',
  returned: 'warn',
  withdrawn: 'quiet',
} as const satisfies Record<string, Feel>

/** Where a version stands; `inForce` is the number of the one that holds. */
export function stateOf(version: Version, inForce: number): keyof typeof FEEL {
  if (version.decision === null) return 'waiting'
  if (version.decision !== 'approved') return version.decision
  if (version.inForceUntil) return 'over'
  if (version.inForceFrom) return 'in-force'
  return version.version > inForce ? 'later' : 'overtaken'
}

export function VersionState({ version, inForce }: { version: Version; inForce: number }) {
  const t = useT()
  const state = stateOf(version, inForce)
  return <Status feel={FEEL[state]}>{t(`policy.state-${state}`)}</Status>
}

/** Every version that was submitted, and what became of it. */
export function PolicyHistory({ inForce }: { inForce: number }) {
  const t = useT()
  const navigate = useNavigate()
  return (
    <Panel title={t('policy.history-title')}>
      <Table
        label={t('policy.history-title')}
        list={useList(listPolicyVersions, { query: { limit: 10 } })}
        rowKey={row => String(row.version)}
        onOpen={row => void navigate(`/policy/versions/${row.version}`)}
        empty={<Empty title={t('policy.history-empty')} hint={t('policy.history-empty-hint')} />}
        columns={[
          {
            key: 'version',
            title: t('policy.column-version'),
            width: 110,
            phone: 'title',
            value: row => t('policy.version-number', { version: row.version }),
          },
          {
            key: 'state',
            title: t('policy.column-state'),
            width: 160,
            value: row => <VersionState version={row} inForce={inForce} />,
          },
          { key: 'reason', title: t('policy.column-reason'), value: row => row.reason || '–' },
          {
            key: 'submitted',
            title: t('policy.column-submitted'),
            value: row => (
              <>
                {row.submittedBy?.name} <Time at={row.submittedAt} />
              </>
            ),
          },
          {
            key: 'decided',
            title: t('policy.column-decided'),
            value: row =>
              row.decidedBy ? (
                <>
                  {row.decidedBy.name} <Time at={row.decidedAt} />
                </>
              ) : (
                '–'
              ),
          },
          {
            key: 'force',
            title: t('policy.column-force'),
            value: row =>
              row.inForceFrom ? (
                <Time at={row.inForceFrom} />
              ) : row.takesEffectOn ? (
                t('policy.from-day', { day: row.takesEffectOn })
              ) : (
                '–'
              ),
          },
        ]}
      />
    </Panel>
  )
}
