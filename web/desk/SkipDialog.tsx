import { skipFollowup } from '../../server/followups/steering-contract.ts'
import { skipWords } from '../../server/followups/steering-reasons.ts'
import { SKIP_REASONS, SKIPS, type SkipReason } from '../../server/followups/steering-rules.ts'
import { useDo } from '../kit/ask.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import type { Work } from './use-work.ts'

interface SkipDialogProps {
  work: Work
  open: boolean
  onClose: () => void
}

/** Skips the follow-up for a standard reason; each says what it leads to. */
export function SkipDialog({ work, open, onClose }: SkipDialogProps) {
  const t = useT()
  const language = useLanguage()
  const leadsTo = (reason: SkipReason) => t(SKIPS[reason].kind === 'waits' ? 'desk.skip-waits' : 'desk.skip-closes')
  const skip = useDo(skipFollowup, {
    onDone: (_, { body }) => {
      onClose()
      work.end({ kind: 'skipped', sentence: leadsTo(body.reason), reasons: [] })
    },
  })
  return (
    <ReasonDialog
      title={t('desk.skip-why')}
      hint={t('desk.skip-hint')}
      submit={t('desk.skip')}
      reasons={SKIP_REASONS}
      say={reason => (
        <>
          <span className="desk-capital">{skipWords[reason][language]}</span>
          <small className="muted">{leadsTo(reason)}</small>
        </>
      )}
      usual="facts-missing"
      action={skip}
      onSend={body => skip.mutate({ params: { id: work.sheet.followup.id }, body })}
      open={open}
      onClose={onClose}
    />
  )
}
