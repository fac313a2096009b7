/** Oneself: to be filled. */
export default function Page() {
  return <main />;
}
