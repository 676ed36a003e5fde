import { useEffect, useState } from 'react'
import { Panel } from '../kit/Page.tsx'
import { Progress } from '../kit/Progress.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { sayNumber } from '../kit/say-time.ts'
import { type Say, useT } from '../kit/words.ts'
import { ImportCounts } from './ImportCounts.tsx'
import {
  type ImportRun,
  type Sample,
  type Stage,
  secondsLeft,
  speedOf,
  stageOf,
  withSample,
} from './import-progress.ts'
import { useSayShare } from './SendingBar.tsx'
import { sayBytes } from './say-bytes.ts'

/** A running import: how far, how fast, how long still, and what the rows came to so far. */
export function ImportRunning({ run }: { run: ImportRun }) {
  const t = useT()
  const language = useLanguage()
  const stage = stageOf(run)
  const speed = useSpeed(run, stage)
  const left = secondsLeft(stage, speed)
  const rate = speed && Math.round(stage.unit === 'rows' ? speed.perSecond : speed.rowsPerSecond)
  return (
    <Panel>
      <Progress
        label={t(`customers.stage-${stage.name}`)}
        done={stage.done}
        total={stage.total}
        says={useSayStage()(stage)}
      />
      <p className="import-pace">
        {[
          rate && t('customers.rate', { rows: sayNumber(rate, language) }),
          left !== undefined && sayLeft(left, t),
          t('customers.in-background'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <ImportCounts run={run} />
    </Panel>
  )
}

function useSayStage(): (stage: Stage) => string {
  const t = useT()
  const language = useLanguage()
  const sayShare = useSayShare()
  return ({ unit, done, total }) => {
    if (total === null) return ''
    const percent = sayShare(done / total)
    return unit === 'bytes'
      ? t('customers.of-bytes', { percent, done: sayBytes(done, language), total: sayBytes(total, language) })
      : t('customers.of-rows', { percent, done: sayNumber(done, language), total: sayNumber(total, language) })
  }
}

/** How fast the import goes at present; unknown until it has moved while the page looks on. */
function useSpeed(run: ImportRun, stage: Stage) {
  const [samples, setSamples] = useState<Sample[]>([])
  const { name, done } = stage
  useEffect(() => {
    const sample = { at: performance.now(), stage: name, done, rows: run.rowsRead }
    setSamples(known => withSample(known, sample))
  }, [name, done, run.rowsRead])
  return speedOf(samples)
}

const MINUTE = 60
const HOUR = 60 * MINUTE

function sayLeft(seconds: number, t: Say): string {
  if (seconds < 5) return t('customers.left-soon')
  if (seconds < MINUTE) return t('customers.left-seconds', { count: Math.ceil(seconds / 5) * 5 })
  if (seconds < HOUR) return t('customers.left-minutes', { count: Math.ceil(seconds / MINUTE) })
  return t('customers.left-hours', { count: (seconds / HOUR).toFixed(1) })
}
