import { Input } from 'antd'
import { useState } from 'react'
import { noteCase } from '../../server/cases/contract.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { forget, keep, kept } from '../kit/kept.ts'
import { useMay } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import type { CaseFile } from './CasePage.tsx'

/** Writes a note into a case. What is typed stays in this browser until it is sent. */
export function NoteBox({ file }: { file: CaseFile }) {
  const t = useT()
  const mayHandle = useMay('cases.handle')
  const place = `case-note.${file.id}`
  const [note, setNote] = useState(() => kept<string>(place) ?? '')
  const write = (text: string) => {
    setNote(text)
    if (text) keep(place, text)
    else forget(place)
  }
  const add = useDo(noteCase, { onDone: () => write('') })
  const send = () => {
    if (note.trim() && !add.isPending) add.mutate({ params: { id: file.id }, body: { note } })
  }
  return (
    <div className="note-box">
      <ProblemNote error={add.error} />
      <Input.TextArea
        value={note}
        onChange={event => write(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
        }}
        disabled={!mayHandle}
        aria-label={t('supervision.write-note')}
        placeholder={t('supervision.note-hint')}
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={2000}
      />
      <Button
        needs={noteCase}
        whyNot={note.trim() === '' && t('supervision.note-empty')}
        loading={add.isPending}
        onClick={send}
      >
        {t('supervision.add-note')}
      </Button>
    </div>
  )
}
