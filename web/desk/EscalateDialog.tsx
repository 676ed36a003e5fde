import { Input, Modal } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { escalateFollowup } from '../../server/followups/steering-contract.ts'
import { useDo } from '../kit/ask.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { Work } from './use-work.ts'

interface EscalateDialogProps {
  work: Work
  open: boolean
  onClose: () => void
}

/** Sends the follow-up up to a supervisor with a note; in the middle of a call it stays in hand until its outcome. */
export function EscalateDialog({ work, open, onClose }: EscalateDialogProps) {
  const t = useT()
  const say = useSay()
  const [note, setNote] = useState('')
  const send = useDo(escalateFollowup, {
    topics: ['followups'],
    onDone: ({ sentence }) => {
      onClose()
      setNote('')
      if (work.dialled) say.done(sentence)
      else work.end({ kind: 'escalated', sentence, reasons: [] })
    },
  })
  const ready = note.trim() !== '' && !send.isPending
  const go = () => {
    if (open && ready) send.mutate({ params: { id: work.sheet.followup.id }, body: { note } })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    go()
  }
  return (
    <Modal
      title={t('desk.escalate-title')}
      open={open}
      onCancel={onClose}
      okText={t('desk.escalate')}
      cancelText={t('kit.cancel')}
      okButtonProps={{ loading: send.isPending, disabled: !ready }}
      onOk={go}
      width={440}
    >
      <div className="desk-give-back">
        <ProblemNote error={send.error} />
        <p className="muted">{t(work.dialled ? 'desk.escalate-in-call' : 'desk.escalate-hint')}</p>
        <Input.TextArea
          autoFocus
          aria-label={t('desk.escalate-note')}
          placeholder={t('desk.escalate-note')}
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={1000}
          value={note}
          onChange={event => setNote(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
    </Modal>
  )
}
