import { Input, Modal } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { skipFollowup } from '../../server/followups/steering-contract.ts'
import { skipWords } from '../../server/followups/steering-reasons.ts'
import { SKIP_REASONS, SKIPS, type SkipReason } from '../../server/followups/steering-rules.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import type { Work } from './use-work.ts'

interface SkipDialogProps {
  work: Work
  open: boolean
  onClose: () => void
}

/** What is chosen and typed, and the way to send it. */
function useSkipping({ work, open, onClose }: SkipDialogProps) {
  const t = useT()
  const [reason, choose] = useState<SkipReason>('facts-missing')
  const [note, setNote] = useState('')
  const give = useDo(skipFollowup, {
    onDone: () => {
      onClose()
      work.end({
        kind: 'skipped',
        sentence: t(SKIPS[reason].kind === 'waits' ? 'desk.skip-waits' : 'desk.skip-closes'),
        reasons: [],
      })
    },
  })
  const send = () => {
    if (open && !give.isPending) give.mutate({ params: { id: work.sheet.followup.id }, body: { reason, note } })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLTextAreaElement
    const pressed = SKIP_REASONS[Number(event.key) - 1]
    if (!typing && pressed) choose(pressed)
    // Enter skips with the reason chosen, whichever of them has the focus; the space bar chooses.
    else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send()
    else return
    event.preventDefault()
  }
  return { reason, choose, note, setNote, give, send, onKeyDown }
}

/** Skips the follow-up for a standard reason; each says what it leads to. A digit chooses, Enter skips. */
export function SkipDialog(props: SkipDialogProps) {
  const { open, onClose } = props
  const t = useT()
  const language = useLanguage()
  const { reason, choose, note, setNote, give, send, onKeyDown } = useSkipping(props)
  return (
    <Modal
      title={t('desk.skip-why')}
      open={open}
      onCancel={onClose}
      okText={t('desk.skip')}
      cancelText={t('kit.cancel')}
      okButtonProps={{ loading: give.isPending }}
      onOk={send}
      width={440}
      destroyOnHidden
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the dialog, whatever in it has the focus. */}
      <div className="desk-give-back" onKeyDown={onKeyDown}>
        <ProblemNote error={give.error} />
        <p className="muted">{t('desk.skip-hint')}</p>
        {SKIP_REASONS.map((option, n) => (
          <Button
            key={option}
            block
            type={option === reason ? 'primary' : 'default'}
            aria-pressed={option === reason}
            autoFocus={option === reason}
            onClick={() => choose(option)}
          >
            <Key>{String(n + 1)}</Key>
            <span className="desk-capital">{skipWords[option][language]}</span>
            <small className="muted">
              {t(SKIPS[option].kind === 'waits' ? 'desk.skip-waits' : 'desk.skip-closes')}
            </small>
          </Button>
        ))}
        <Input.TextArea
          aria-label={t('desk.note')}
          placeholder={t('desk.note')}
          autoSize={{ minRows: 2, maxRows: 4 }}
          maxLength={500}
          value={note}
          onChange={event => setNote(event.target.value)}
        />
      </div>
    </Modal>
  )
}
