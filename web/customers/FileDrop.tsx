import { FileTextOutlined, InboxOutlined } from '@ant-design/icons'
import { type DragEvent, useId, useState } from 'react'
import { useT } from '../kit/words.ts'
import { useSayBytes } from './say-bytes.ts'

interface FileDropProps {
  file: File | undefined
  choose: (file: File) => void
  disabled?: boolean
}

/** A place to drop a file on, or to choose one by click or key. */
export function FileDrop({ file, choose, disabled = false }: FileDropProps) {
  const t = useT()
  const sayBytes = useSayBytes()
  const id = useId()
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const chosen = files?.[0]
    if (chosen && !disabled) choose(chosen)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  const onDragOver = (event: DragEvent) => {
    event.preventDefault()
    setOver(!disabled)
  }
  const classes = ['file-drop', over && 'file-drop-over', file && 'file-drop-chosen']
  return (
    <label
      htmlFor={id}
      className={classes.filter(Boolean).join(' ')}
      onDrop={onDrop}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
    >
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,.xlsm,text/csv"
        disabled={disabled}
        onChange={event => {
          take(event.target.files)
          // The same file can be chosen again after it was corrected.
          event.target.value = ''
        }}
      />
      {file ? <FileTextOutlined aria-hidden /> : <InboxOutlined aria-hidden />}
      <span>
        <b>{file ? file.name : t('customers.drop-file')}</b>
        <small>
          {file
            ? [sayBytes(file.size), ...(disabled ? [] : [t('customers.other-file')])].join(' · ')
            : t('customers.drop-file-hint')}
        </small>
      </span>
    </label>
  )
}
