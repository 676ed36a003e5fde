import './list.css'
import { PlusOutlined } from '@ant-design/icons'
import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { removeTag, setTag, TAG_COLOURS } from '../../server/customers/list-contract.ts'
import { listTagUse, renameTag } from '../../server/customers/tags-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { Page } from '../kit/Page.tsx'
import { useSay } from '../kit/say.tsx'
import { Table } from '../kit/Table.tsx'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { TagMark } from './marks.tsx'
import { RenameTag } from './RenameTag.tsx'

export type TagUse = AnswerOf<typeof listTagUse>['items'][number]

/** The vocabulary of tags: name, colour, who carries it; renamed, merged, removed when nobody does. */
export function TagsPage() {
  const t = useT()
  const list = useList(listTagUse)
  const [adding, setAdding] = useState(false)
  const [doing, setDoing] = useState<{ tag: TagUse; deed: 'rename' | 'merge'; open: boolean }>()
  const rows = list.rows ?? []
  const add = (
    <Button type="primary" icon={<PlusOutlined />} needs={setTag} onClick={() => setAdding(true)}>
      {t('customers.tag-add')}
    </Button>
  )
  return (
    <Page title={t('customers.tags')} hint={t('customers.tags-hint')} action={add}>
      <Table<TagUse>
        label={t('customers.tags')}
        list={list}
        rowKey={row => row.name}
        empty={<Empty title={t('customers.tags-none')} hint={t('customers.tags-none-hint')} />}
        columns={[
          {
            key: 'name',
            title: t('customers.tag-name'),
            phone: 'title',
            value: row => <TagMark name={row.name} colour={row.colour} />,
          },
          { key: 'colour', title: t('customers.tag-colour'), width: 140, value: row => <Colour tag={row} /> },
          {
            key: 'customers',
            title: t('customers.tag-customers'),
            width: 120,
            right: true,
            value: row => <Carriers tag={row} />,
          },
          {
            key: 'act',
            title: '',
            width: 260,
            value: row => (
              <Deeds tag={row} isOnly={rows.length < 2} onDo={deed => setDoing({ tag: row, deed, open: true })} />
            ),
          },
        ]}
      />
      <AddTag open={adding} onClose={() => setAdding(false)} />
      {doing && (
        <RenameTag
          key={doing.tag.name + doing.deed}
          tag={doing.tag}
          merge={doing.deed === 'merge'}
          others={rows.filter(row => row.name !== doing.tag.name)}
          open={doing.open}
          onClose={() => setDoing({ ...doing, open: false })}
        />
      )}
    </Page>
  )
}

function Carriers({ tag }: { tag: TagUse }) {
  const t = useT()
  if (!tag.more) return <Num value={tag.customers} />
  return t('customers.tag-customers-more', { count: tag.customers.toLocaleString('en') })
}

function useColours() {
  const t = useT()
  return TAG_COLOURS.map(value => ({
    value,
    label: <TagMark name={t(`customers.colour-${value}`)} colour={value} />,
  }))
}

function Colour({ tag }: { tag: TagUse }) {
  const t = useT()
  const say = useSay()
  const set = useDo(setTag)
  return (
    <Select
      size="small"
      variant="borderless"
      aria-label={t('customers.tag-colour-of', { name: tag.name })}
      value={tag.colour}
      options={useColours()}
      loading={set.isPending}
      popupMatchSelectWidth={false}
      onChange={colour => set.mutate({ body: { name: tag.name, colour } }, { onError: say.problem })}
    />
  )
}

interface DeedsProps {
  tag: TagUse
  isOnly: boolean
  onDo: (deed: 'rename' | 'merge') => void
}

function Deeds({ tag, isOnly, onDo }: DeedsProps) {
  const t = useT()
  const say = useSay()
  const remove = useDo(removeTag, { onDone: () => say.done(t('customers.tag-removed')) })
  return (
    <span className="row-acts">
      <Button type="text" size="small" needs={renameTag} onClick={() => onDo('rename')}>
        {t('customers.tag-rename')}
      </Button>
      <Button
        type="text"
        size="small"
        needs={renameTag}
        whyNot={isOnly && t('customers.tag-no-other')}
        onClick={() => onDo('merge')}
      >
        {t('customers.tag-merge')}
      </Button>
      <Button
        type="text"
        size="small"
        needs={removeTag}
        whyNot={tag.customers > 0 && t('customers.tag-still-used')}
        loading={remove.isPending}
        onClick={() => remove.mutate({ body: { name: tag.name } }, { onError: say.problem })}
      >
        {t('customers.tag-remove')}
      </Button>
    </span>
  )
}

type Given = GivenTo<typeof setTag>

function AddTag({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  const colours = useColours()
  return (
    <FormDrawer<Given['body'], Given, AnswerOf<typeof setTag>>
      title={t('customers.tag-add')}
      open={open}
      onClose={onClose}
      submit={t('customers.tag-add')}
      action={useDo(setTag)}
      given={body => ({ body })}
      initial={{ colour: 'grey' }}
      onDone={() => say.done(t('customers.tag-added'))}
    >
      <Form.Item name="name" label={t('customers.tag-name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="colour" label={t('customers.tag-colour')}>
        <Select options={colours} />
      </Form.Item>
    </FormDrawer>
  )
}
