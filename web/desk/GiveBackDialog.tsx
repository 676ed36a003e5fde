import { giveBack } from '../../server/followups/contract.ts'
import { returnWords } from '../../server/followups/reasons.ts'
import { RETURN_REASONS } from '../../server/followups/rules.ts'
import { useDo } from '../kit/ask.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import type { Work } from './use-work.ts'

interface GiveBackDialogProps {
  work: Work
  open: boolean
  onClose: () => void
}

/** Gives the follow-up back with a reason; no attempt is counted. */
export function GiveBackDialog({ work, open, onClose }: GiveBackDialogProps) {
  const t = useT()
  const language = useLanguage()
  const give = useDo(giveBack, {
    onDone: ({ closedText }) => {
      onClose()
      // Where the customer wants no more calls, nobody goes on.
      const sentence = closedText ? t('desk.given-back-closed', { reason: closedText }) : t('desk.given-back')
      work.end({ kind: 'given-back', sentence, reasons: [] })
    },
  })
  return (
    <ReasonDialog
      title={t('desk.give-back-why')}
      hint={t('desk.give-back-hint')}
      submit={t('desk.give-back')}
      reasons={RETURN_REASONS}
      say={reason => <span className="desk-capital">{returnWords[reason][language]}</span>}
      usual={work.sheet.verdict.kind === 'allow' ? 'break' : 'not-allowed-now'}
      action={give}
      onSend={body => give.mutate({ params: { id: work.sheet.followup.id }, body })}
      open={open}
      onClose={onClose}
    />
  )
}
