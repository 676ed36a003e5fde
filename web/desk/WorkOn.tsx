import { useEffect, useState } from 'react'
import { Ask } from './Ask.tsx'
import { Bar } from './Bar.tsx'
import { Closing } from './Closing.tsx'
import { EscalateDialog } from './EscalateDialog.tsx'
import { GiveBackDialog } from './GiveBackDialog.tsx'
import { Help } from './Help.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { Opening } from './Opening.tsx'
import { SkipDialog } from './SkipDialog.tsx'
import { Stages } from './Stages.tsx'
import { Stopped } from './Stopped.tsx'
import type { Sheet } from './sheet.ts'
import { useDeskKeys } from './use-desk-keys.ts'
import { type Ended, useWork } from './use-work.ts'
import { Who } from './Who.tsx'

export type Dialog = 'keys' | 'give-back' | 'skip' | 'escalate' | null

interface WorkOnProps {
  sheet: Sheet
  /** It has left the agent's hands meanwhile; what was typed stays readable. */
  lost: boolean
  onEnd: (ended: Ended) => void
}

/** One follow-up in hand: who, what to say and ask, help, and the bar below. Keyed by the follow-up. */
export function WorkOn({ sheet, lost, onEnd }: WorkOnProps) {
  const work = useWork(sheet, lost, onEnd)
  const [dialog, setDialog] = useState<Dialog>(null)
  useDeskKeys(work, setDialog)
  useEffect(() => {
    document.title = `${sheet.customer.name} · Huifang`
  }, [sheet.customer.name])
  return (
    <main className="desk">
      <Who work={work} />
      <section className="desk-centre">
        <Stopped work={work} />
        <Stages work={work} />
        <div className="desk-stage">
          {work.draft.stage === 'opening' && <Opening work={work} />}
          {work.draft.stage === 'questions' && <Ask work={work} />}
          {work.draft.stage === 'closing' && <Closing work={work} />}
        </div>
      </section>
      <Help sheet={sheet} onKeys={() => setDialog('keys')} />
      <Bar work={work} open={setDialog} />
      <GiveBackDialog work={work} open={dialog === 'give-back'} onClose={() => setDialog(null)} />
      <SkipDialog work={work} open={dialog === 'skip'} onClose={() => setDialog(null)} />
      <EscalateDialog work={work} open={dialog === 'escalate'} onClose={() => setDialog(null)} />
      <KeysDialog open={dialog === 'keys'} onClose={() => setDialog(null)} />
    </main>
  )
}
