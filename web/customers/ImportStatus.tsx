import { type Feel, Status } from '../kit/Status.tsx'
import { useT } from '../kit/words.ts'
import { type ImportRun, stageOf } from './import-progress.ts'
import { useSayShare } from './SendingBar.tsx'

const FEEL: Record<ImportRun['state'], Feel> = {
  uploading: 'waiting',
  uploaded: 'warn',
  running: 'info',
  finished: 'good',
  failed: 'bad',
  cancelled: 'quiet',
  undoing: 'info',
  undone: 'quiet',
}

/** How an import stands; a running one with its share. */
export function ImportStatus({ run }: { run: ImportRun }) {
  const t = useT()
  const sayShare = useSayShare()
  const { done, total } = stageOf(run)
  const share = run.state === 'running' && total ? ` ${sayShare(done / total)}` : ''
  return (
    <Status feel={FEEL[run.state]}>
      {t(`customers.state-${run.state}`)}
      {share}
    </Status>
  )
}
