import { type InputHTMLAttributes, useEffect, useState } from 'react';

/** An input that is saved when it is left or Enter is pressed; Esc takes the change back. */
export function SavedInput({
  value,
  save,
  ...rest
}: Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'onBlur' | 'onKeyDown'> & {
  value: string;
  save: (value: string) => void;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => {
    if (text !== value) save(text);
  };
  return (
    <input
      className="inp sm"
      {...rest}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) commit();
        if (event.key === 'Escape') setText(value);
      }}
    />
  );
}
