import { Input, Modal } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { giveBack } from '../../server/followups/contract.ts'
import { returnWords } from '../../server/followups/reasons.ts'
import { RETURN_REASONS, type ReturnReason } from '../../server/followups/rules.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import type { Work } from './use-work.ts'

interface GiveBackDialogProps {
  work: Work
  open: boolean
  onClose: () => void
}

/** What is chosen and typed, and the way to send it. */
function useGivingBack({ work, open, onClose }: GiveBackDialogProps) {
  const t = useT()
  const [chosen, choose] = useState<ReturnReason | null>(null)
  const [note, setNote] = useState('')
  const reason = chosen ?? (work.sheet.verdict.kind === 'allow' ? 'break' : 'not-allowed-now')
  const give = useDo(giveBack, {
    onDone: () => {
      onClose()
      work.end({ kind: 'given-back', sentence: t('desk.given-back'), reasons: [] })
    },
  })
  const send = () => {
    if (open && !give.isPending) give.mutate({ params: { id: work.sheet.followup.id }, body: { reason, note } })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLTextAreaElement
    const pressed = RETURN_REASONS[Number(event.key) - 1]
    if (!typing && pressed) choose(pressed)
    // Enter gives back with the reason chosen, whichever of them has the focus; the space bar chooses.
    else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send()
    else return
    event.preventDefault()
  }
  return { reason, choose, note, setNote, give, send, onKeyDown }
}

/** Gives the follow-up back with a reason; no attempt is counted. A digit chooses, Enter gives back. */
export function GiveBackDialog(props: GiveBackDialogProps) {
  const { open, onClose } = props
  const t = useT()
  const language = useLanguage()
  const { reason, choose, note, setNote, give, send, onKeyDown } = useGivingBack(props)
  return (
    <Modal
      title={t('desk.give-back-why')}
      open={open}
      onCancel={onClose}
      okText={t('desk.give-back')}
      cancelText={t('kit.cancel')}
      okButtonProps={{ loading: give.isPending }}
      onOk={send}
      width={440}
      destroyOnHidden
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the dialog, whatever in it has the focus. */}
      <div className="desk-give-back" onKeyDown={onKeyDown}>
        <ProblemNote error={give.error} />
        <p className="muted">{t('desk.give-back-hint')}</p>
        {RETURN_REASONS.map((option, n) => (
          <Button
            key={option}
            block
            type={option === reason ? 'primary' : 'default'}
            aria-pressed={option === reason}
            autoFocus={option === reason}
            onClick={() => choose(option)}
          >
            <Key>{String(n + 1)}</Key>
            <span className="desk-capital">{returnWords[option][language]}</span>
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
